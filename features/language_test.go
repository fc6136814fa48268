package features

import (
	"strings"
	"testing"
)

// languageCases has headlines by what they must be told as. Nobody has published
// them.
var languageCases = map[Language][]string{
	NoWords: {"", "!!!", "...", "?", "2026", "12–15 %", "😱🔥", "— • —", "1.000.000"},
	Other: {
		"Polizei findet vermisstes Kind nach drei Tagen im Wald",
		"Diese zehn Fehler machen fast alle beim Grillen",
		"Vous ne devinerez jamais ce que cette actrice a fait",
		"Un homme meurt dans un accident de voiture à Lyon",
		"Je gelooft nooit wat deze vrouw in haar tuin vond",
		"Trein ontspoord bij Utrecht, geen gewonden",
		"Homem morre em acidente na estrada de São Paulo",
		"Dez dicas para dormir melhor todas as noites",
		"Incidente in autostrada, due morti e tre feriti",
		"Non crederete mai a quello che ha fatto questa attrice",
		"Policja zatrzymała trzech podejrzanych o napad",
		"Nebudete věřit, co tato herečka udělala",
		"Man död efter skottlossning i Malmö",
		"Politiet leder efter vidner til røveri",
		"Poliisi etsii ryöstön silminnäkijöitä",
		"Dvoje poginulih u nesreći na autocesti",
		"Hindi ka maniniwala sa ginawa ng artistang ito",
		"Polisi wakamata watu watatu kwa wizi wa benki",
		"No vas a creer lo que hizo esta actriz",
		"Bakıda güclü külək gözlənilir",
		"Nem fogja elhinni, mit tett ez a színésznő",
		"Bu oyuncunun yaptığına inanamayacaksınız",
		"Nu o să vă vină să credeți ce a făcut această actriță",
		"Bạn sẽ không tin nữ diễn viên này đã làm gì",
		"Правительство объявило о новых налогах для бизнеса",
		"ШОК! Звезда показала новое фото без макияжа",
		"Η κυβέρνηση ανακοίνωσε νέους φόρους",
		"الحكومة تعلن عن ضرائب جديدة على الشركات",
		"הממשלה הודיעה על מס חדש",
		"सरकार ने नए कर की घोषणा की",
		"รัฐบาลประกาศภาษีใหม่",
		"政府が新しい税を発表した",
		"정부가 새로운 세금을 발표했다",
		"震惊！新税今天公布",
	},
	Indonesian: {
		"Harga beras naik lagi, warga mengeluh",
		"GEGER! Ternyata Ini yang Terjadi di Balik Pintu",
		"Joko Widodo hadiri rapat di istana",
		"Cara Upgrade Skill di Era Digital",        // mixed
		"Healing ke Bali, Budget Cuma Sejuta",      // mixed
		"Harga minyak turun lima sen mulai esok",   // Malay
		"Ramai orang suka tinggal di bandar besar", // Malay
		"G3GER! W@rga k4get t3rnyata 1ni",
		"Wаrgа kаgеt sеtеlаh hаrgа nаik", // Cyrillic vowels
		"W̶̃ã̶r̶̃g̶̃ã̶ k̶̃ã̶g̶̃ẽ̶t̶̃ h̶̃ã̶r̶̃g̶̃ã̶ ñ̶ã̶ĩ̶k̶̃", // stacked marks
		"Wárgá kágét kárèná hárgá náìk lágì",
		"Susilo Bambang Yudhoyono",                // a name alone
		"Lagi di 東京, artis ini bikin heboh warga", // a foreign name
	},
	English: {
		"Rice prices rise again as households complain",
		"You won't believe what she did next",
		"Taylor Swift, Selena Gomez", // names alone
		"Kylian Mbappé to leave the club after five years",
		"Ｓｈｏｃｋｉｎｇ ｎｅｗｓ ｆｒｏｍ ｔｈｅ city",
		"Hello!",
	},
}

func TestLanguage(t *testing.T) {
	var h Headline
	for want, texts := range languageCases {
		for _, text := range texts {
			h.Reset(text)
			if got := h.Language(); got != want {
				t.Errorf("%q: got %d, want %d", text, got, want)
			}
			if got := h.Readable(); got != (want > Other) {
				t.Errorf("%q: readable %v", text, got)
			}
		}
	}
}

// TestNamesAreRead: names alone and one or two words are read, whatever their
// language.
func TestNamesAreRead(t *testing.T) {
	var h Headline
	for _, text := range []string{
		"Cristiano Ronaldo", "Kylian Mbappé", "Recep Tayyip Erdoğan", "Luka Modrić, Toni Kroos, Karim Benzema",
		"Robert Lewandowski vs Erling Haaland", "Angela Merkel, Olaf Scholz", "Novak Djokovic vs Stefanos Tsitsipas",
		"Blackpink Jisoo, Jennie, Rosé, Lisa", "Xi Jinping dan Vladimir Putin", "Park Hang-seo", "Beyoncé", "Merinding!", "Duh",
	} {
		if h.Reset(text); !h.Readable() {
			t.Errorf("%q is not read", text)
		}
	}
}

// TestLanguageIsSure: what surrounds a headline and how it is written leave its
// language as it is.
func TestLanguageIsSure(t *testing.T) {
	var h Headline
	for want, texts := range languageCases {
		if want == NoWords {
			continue
		}
		for _, text := range texts {
			for _, variant := range []string{text + " 😱", "“" + text + "”", strings.ReplaceAll(text, " ", "\u00a0")} {
				if h.Reset(variant); h.Readable() != (want > Other) {
					t.Errorf("%q: readable %v", variant, want <= Other)
				}
			}
		}
	}
}

func TestLanguageNames(t *testing.T) {
	for l, want := range []string{"other", "other", "id", "en"} {
		if got, err := Language(l).MarshalText(); string(got) != want || err != nil {
			t.Errorf("%d: %s, %v", l, got, err)
		}
		var back Language
		if err := back.UnmarshalText([]byte(want)); err != nil || back.String() != want {
			t.Errorf("%s comes back as %d, %v", want, back, err)
		}
	}
	if new(Language).UnmarshalText([]byte("ms")) == nil {
		t.Error("an unknown language is accepted")
	}
}
