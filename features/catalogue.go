package features

// Group is what a cue belongs to: one of the six devices of sensational wording,
// or the style of the headline.
type Group string

// The groups. All but Style are devices.
const (
	Emphasis  Group = "emphasis"
	Hyperbole Group = "hyperbole"
	Curiosity Group = "curiosity"
	Loaded    Group = "loaded"
	Shock     Group = "shock"
	Gossip    Group = "gossip"
	Style     Group = "style"
)

// Devices lists the six devices in the order that models, data sets and reports
// use, each with the letter that stands for it in a data set.
var Devices = [...]struct {
	Group  Group
	Letter byte
}{{Emphasis, 'E'}, {Hyperbole, 'H'}, {Curiosity, 'C'}, {Loaded, 'L'}, {Shock, 'F'}, {Gossip, 'P'}}

// Cue describes a named, hand-made feature of a headline.
type Cue struct {
	Name  string `json:"name"`
	Group Group  `json:"group"`
	// Max caps the count; the value is count/Max, so values lie in [0, 1].
	Max float32 `json:"max"`
	// Sign, when not 0, is the sign that a model must keep the cue's weight to:
	// what shouts may never calm a verdict.
	Sign int    `json:"sign"`
	Doc  string `json:"doc"` // what it counts, with examples
	// The cue as a reason, for people, in English and Indonesian.
	English    string `json:"en"`
	Indonesian string `json:"id"`
}

// CueID numbers the cues; Catalogue is indexed by it.
type CueID uint8

// The cues, device by device. Those that other packages name are exported.
const (
	cueCapsShout CueID = iota
	cueCapsCharged
	cueCapsOpener
	cueCapsLead
	Exclaim
	cueExclaimMany
	cueExclaimOpener
	cueExclaimEnd
	cueExclaimQuoted
	cueInterrobang
	cueEllipsisMid
	cueEllipsisEnd
	cueElongation
	cueEmoji
	cueDisguise
	cueQuestionMany

	cueHyperboleTerm
	cueHyperboleMany
	cueHyperboleOpener
	cueIntensifierTerm
	cueIntensifiedCharge
	cueSuperlativeTerm
	cueAbsoluteTerm
	cueEmotionTerm
	cueEmotionReact

	cueCuriosityTerm
	cueCuriosityMany
	cueQuestionWord
	cueQuestionOpener
	cueQuestionMark
	cueQuestionEnd
	cueIniOpener
	cueIniEnd
	cueIniTease
	cueIniTail
	cueBegini
	cueTernyata
	cueNyaEnd
	cueNyaAny
	cueListicleLead
	cueListicleTail
	cueListicleNoun
	cueVaguePerson
	cueImperativeTerm
	cueTeaserTail
	cueThisIsWhat

	cueLoadedTerm
	cueLoadedMany
	cueLoadedOpener
	cueLoadedIntensified
	cueAngerTerm
	cueInsult
	cueRidicule
	cuePartisan
	cueRout
	cueDoubt
	cuePraise
	cueIdiom
	cueSlantDesk
	cueSlantSpeech

	cueShockTerm
	cueShockMany
	cueShockOpener
	cueEmotionOpener
	cueGrimTerm
	cueGrimCharged

	cueGossipTerm
	cueGossipMany
	cuePrurientTerm
	cueCelebrityTerm
	cueCelebrityCharged

	Words
	cueLongTitle
	cueShortTitle
	WordLength
	LongWords
	FunctionShare
	cueNumbers
	cueYear
	cueMoneyPercent
	cueColon
	cueSpeakerColon
	cueCommas
	cueDash
	cueParenthesis
	cueBracketTag
	cueQuoted
	cueQuotedShare
	cueQuotedShort
	cueQuotedLong
	cueAttributionTerm
	cueAttributedQuote
	cueHedgingTerm
	cueNegationTerm
	cueParticleTerm
	cueSlangTerm
	cueAddressTerm
	cueReduplication
	cueAcronymCount
	cuePluralSentences
	cueSlashPipe
	cueEnglish
	cueDevices2
	cueDevices3
	cueDevices4

	NumCues int = iota
)

var catalogue = [NumCues]Cue{
	cueCapsShout:     {"caps_shout", Emphasis, 3, +1, "words in capitals picked out for shouting: not acronyms, names of works in quotes, tags in brackets or tickers; a whole headline in capitals counts in full", "shouting capitals", "huruf besar berteriak"},
	cueCapsCharged:   {"caps_charged", Emphasis, 2, +1, "shouted words where the capitals hold a charged term or run up to an exclamation mark; for a whole headline in capitals, when it has either", "capitals on a charged word", "huruf besar pada kata bermuatan"},
	cueCapsOpener:    {"caps_opener", Emphasis, 1, +1, "a charged shout opens the headline", "a charged shout at the start", "teriakan bermuatan di awal"},
	cueCapsLead:      {"caps_lead", Emphasis, 1, +1, "a charged or withholding lead word in capitals, not a topic label: NASIB Guru Desa, not SOSOK Guru Desa", "a lead word in capitals", "kata pembuka berhuruf besar"},
	Exclaim:          {"exclaim", Emphasis, 1, +1, "an exclamation mark outside quotes", "an exclamation mark", "tanda seru"},
	cueExclaimMany:   {"exclaim_many", Emphasis, 1, +1, "two or more exclamation marks outside quotes", "several exclamation marks", "beberapa tanda seru"},
	cueExclaimOpener: {"exclaim_opener", Emphasis, 1, +1, "an exclamation mark within the first six words, with text after it", "an exclamation mark early on", "tanda seru di bagian depan"},
	cueExclaimEnd:    {"exclaim_end", Emphasis, 1, +1, "the headline ends in an exclamation mark", "an exclamation mark at the end", "tanda seru di akhir"},
	cueExclaimQuoted: {"exclaim_quoted", Emphasis, 1, 0, "an exclamation mark inside quotes", "an exclamation mark in a quotation", "tanda seru di dalam kutipan"},
	cueInterrobang:   {"interrobang", Emphasis, 1, +1, "?! or !?", "an exclamation and a question mark together", "tanda seru bersama tanda tanya"},
	cueEllipsisMid:   {"ellipsis_mid", Emphasis, 1, 0, "three dots inside the headline", "three dots in the middle", "tiga titik di tengah"},
	cueEllipsisEnd:   {"ellipsis_end", Emphasis, 1, 0, "three dots end the headline", "three dots at the end", "tiga titik di akhir"},
	cueElongation:    {"elongation", Emphasis, 1, +1, "a word with letters drawn out (hebooooh)", "drawn-out letters", "huruf yang dipanjangkan"},
	cueEmoji:         {"emoji", Emphasis, 16, +1, "emoji and pictures; they are no part of the wording, so they must not calm either", "emoji and pictures", "emoji dan gambar"},
	cueDisguise:      {"disguise", Style, 1, 0, "words disguised by look-alike letters, digits for letters, or spaced-out letters", "disguised words", "kata yang disamarkan"},
	cueQuestionMany:  {"question_many", Emphasis, 1, +1, "two or more question marks in a row", "several question marks", "beberapa tanda tanya"},

	cueHyperboleTerm:     {"hyperbole", Hyperbole, 2, +1, "terms of exaggeration and hype", "exaggeration", "kata yang melebih-lebihkan"},
	cueHyperboleMany:     {"hyperbole_many", Hyperbole, 1, +1, "two or more terms of exaggeration and hype", "exaggeration more than once", "berlebihan lebih dari sekali"},
	cueHyperboleOpener:   {"hyperbole_opener", Hyperbole, 1, 0, "a term of exaggeration or hype among the first three words", "exaggeration at the start", "kata berlebihan di awal"},
	cueIntensifierTerm:   {"intensifier", Hyperbole, 2, 0, "degree words: sangat, banget, super, totally", "an intensifier", "kata penguat"},
	cueIntensifiedCharge: {"intensified_charge", Hyperbole, 1, +1, "a degree word right beside a charged term", "an intensified charged word", "kata bermuatan yang diperkuat"},
	cueSuperlativeTerm:   {"superlative", Hyperbole, 2, 0, "superlatives: paling, terparah, best, worst", "a superlative", "superlatif"},
	cueAbsoluteTerm:      {"absolute", Hyperbole, 2, 0, "all or nothing: semua, tak pernah, never, every", "all or nothing", "serba mutlak"},
	cueEmotionTerm:       {"emotion", Hyperbole, 2, +1, "feeling labels: miris, haru, heartbreaking", "a word for a feeling", "kata perasaan"},
	cueEmotionReact:      {"emotion_react", Hyperbole, 1, 0, "a feeling or an exaggeration attributed to the public (netizen, warganet, fans)", "the public said to be stirred", "publik yang disebut heboh"},

	cueCuriosityTerm:  {"curiosity", Curiosity, 2, +1, "teaser terms that withhold a fact", "a teaser that withholds the fact", "pemancing yang menahan fakta"},
	cueCuriosityMany:  {"curiosity_many", Curiosity, 1, +1, "two or more teaser terms", "several teasers", "beberapa pemancing"},
	cueQuestionWord:   {"question_word", Curiosity, 1, 0, "a question word", "a question word", "kata tanya"},
	cueQuestionOpener: {"question_opener", Curiosity, 1, 0, "a question word opens the headline", "a question word at the start", "kata tanya di awal"},
	cueQuestionMark:   {"question_mark", Curiosity, 1, 0, "a question mark outside quotes", "a question mark", "tanda tanya"},
	cueQuestionEnd:    {"question_end", Curiosity, 1, 0, "the headline ends in a question mark", "a question mark at the end", "tanda tanya di akhir"},
	cueIniOpener:      {"ini_opener", Curiosity, 1, 0, "the headline opens with ini, inilah, this, these, here", "opens with “this” or “here”", "dibuka dengan “ini” atau “inilah”"},
	cueIniEnd:         {"ini_end", Curiosity, 1, 0, "the headline or its last clause ends with ini, this", "ends with “this”", "ditutup dengan “ini”"},
	cueIniTease:       {"ini_tease", Curiosity, 1, 0, "ini right after a comma, or before yang, dia, alasan, penyebab", "a teasing “this”", "“ini” yang memancing"},
	cueIniTail:        {"ini_tail", Curiosity, 1, 0, "ini among the last four words", "“this” near the end", "“ini” di bagian akhir"},
	cueBegini:         {"begini", Curiosity, 1, 0, "begini, seperti ini, like this, here's how", "“like this” in place of the fact", "“begini” sebagai ganti fakta"},
	cueTernyata:       {"ternyata", Curiosity, 1, 0, "ternyata, rupanya, turns out, actually", "“it turns out”", "“ternyata” atau “rupanya”"},
	cueNyaEnd:         {"nya_end", Curiosity, 1, 0, "the last word carries -nya", "ends with an unexplained “its” (-nya)", "kata terakhir berakhiran -nya"},
	cueNyaAny:         {"nya_any", Curiosity, 2, 0, "words that carry -nya", "an unexplained “its” (-nya)", "kata berakhiran -nya"},
	cueListicleLead:   {"listicle_lead", Curiosity, 1, 0, "a number opens the headline, a counted noun follows", "a numbered list at the start", "daftar berangka di awal"},
	cueListicleTail:   {"listicle_tail", Curiosity, 1, 0, "a number and a counted noun later in the headline", "a numbered list", "daftar berangka"},
	cueListicleNoun:   {"listicle_noun", Curiosity, 1, 0, "nouns counted in lists: fakta, potret, cara, reasons, things", "a noun of lists such as “facts” or “reasons”", "kata daftar seperti “fakta” atau “cara”"},
	cueVaguePerson:    {"vague_person", Curiosity, 1, 0, "someone not named: pria ini, artis ini, this woman", "someone not named", "orang yang tidak disebut namanya"},
	cueImperativeTerm: {"imperative", Curiosity, 1, 0, "an order to the reader: simak, intip, watch", "an order to the reader", "perintah kepada pembaca"},
	cueTeaserTail:     {"teaser_tail", Curiosity, 1, 0, "a last clause of at most six words with a teaser or question word", "a teasing last clause", "klausa akhir yang memancing"},
	cueThisIsWhat:     {"this_is_what", Curiosity, 1, 0, "this/here is what/why/how", "“this is what” or “here’s why”", "“inilah yang” atau “inilah alasannya”"},

	cueLoadedTerm:        {"loaded", Loaded, 2, +1, "loaded, partisan or derogatory terms (terpojok, antek, slammed)", "loaded wording", "kata bermuatan"},
	cueLoadedMany:        {"loaded_many", Loaded, 1, +1, "two or more loaded, partisan or derogatory terms", "loaded wording more than once", "kata bermuatan lebih dari sekali"},
	cueLoadedOpener:      {"loaded_opener", Loaded, 1, 0, "a loaded term among the first three words", "loaded wording at the start", "kata bermuatan di awal"},
	cueLoadedIntensified: {"loaded_intensified", Loaded, 1, +1, "makin, kian, sangat right before a loaded term", "intensified loaded wording", "kata memihak yang diperkuat"},
	cueAngerTerm:         {"anger", Loaded, 1, 0, "anger verbs: geram, murka, blasts", "anger as the verb", "kata kerja amarah"},
	cueInsult:            {"insult", Loaded, 2, +1, "name-calling and dehumanising words: biang kerok, pecundang, cronies, scum", "name-calling", "makian"},
	cueRidicule:          {"ridicule", Loaded, 2, +1, "words that make look foolish, weak or false: pencitraan, gelagapan, grovels, farce", "ridicule", "kata yang mengolok-olok"},
	cuePartisan:          {"partisan", Loaded, 2, +1, "what one side calls the other: antek, rezim, kadrun, woke mob, illegals", "one side’s name for the other", "sebutan satu pihak untuk pihak lain"},
	cueRout:              {"rout", Loaded, 2, +1, "verbs that hand one side the victory: skakmat, bungkam, slams, owns", "one side declared the winner", "satu pihak dinyatakan menang"},
	cueDoubt:             {"doubt", Loaded, 2, +1, "verbs of saying that cast doubt or blame: berdalih, ngaku, claims, insists", "doubt cast on a speaker", "ucapan yang diragukan"},
	cuePraise:            {"praise", Loaded, 2, 0, "glorifying words for people, nations and products: gahar, negarawan, iconic, heroic", "glorifying wording", "kata yang mengagungkan"},
	cueIdiom:             {"idiom", Loaded, 2, 0, "figurative turns: gigit jari, di ujung tanduk, witch hunt, eats humble pie", "a figurative turn", "ungkapan kiasan"},
	cueSlantDesk:         {"slant_desk", Loaded, 2, +1, "loaded, doubting or glorifying terms in the desk's own voice", "slanted wording in the desk’s own voice", "kata yang memihak dalam suara redaksi"},
	cueSlantSpeech:       {"slant_speech", Loaded, 2, 0, "loaded, doubting or glorifying terms in quotes or after an opening colon", "slanted wording in someone’s speech", "kata yang memihak dalam ucapan orang"},

	cueShockTerm:     {"shock", Shock, 2, +1, "terms that appeal to fear, disgust or outrage", "an appeal to fear, disgust or outrage", "kata yang membangkitkan takut, jijik, atau marah"},
	cueShockMany:     {"shock_many", Shock, 1, +1, "two or more terms that appeal to fear, disgust or outrage", "several appeals to fear, disgust or outrage", "beberapa kata yang membangkitkan takut, jijik, atau marah"},
	cueShockOpener:   {"shock_opener", Shock, 1, +1, "a term that appeals to fear, disgust or outrage opens the headline", "fear, disgust or outrage at the start", "takut, jijik, atau marah di awal"},
	cueEmotionOpener: {"emotion_opener", Shock, 1, +1, "a one-word feeling label opens the headline: Miris, Tragis…", "a feeling as the first word", "kata perasaan sebagai pembuka"},
	cueGrimTerm:      {"grim", Shock, 2, 0, "plain words of crime, death and disaster; sober in themselves", "plain words of crime, death or disaster", "kata biasa tentang kejahatan, kematian, atau bencana"},
	cueGrimCharged:   {"grim_charged", Shock, 1, 0, "a plain grim word together with a shocking or exaggerating one", "a grim word made shocking", "kata suram yang dibuat mengejutkan"},

	cueGossipTerm:       {"gossip", Gossip, 2, +1, "private-life and celebrity bait", "private life as bait", "kehidupan pribadi sebagai umpan"},
	cueGossipMany:       {"gossip_many", Gossip, 1, +1, "two or more terms of private-life and celebrity bait", "private life as bait more than once", "kehidupan pribadi sebagai umpan lebih dari sekali"},
	cuePrurientTerm:     {"prurient", Gossip, 2, +1, "terms for the body and intimacy", "body and intimacy", "tubuh dan keintiman"},
	cueCelebrityTerm:    {"celebrity", Gossip, 2, 0, "nouns for the famous and their public", "a word for the famous", "sebutan bagi pesohor"},
	cueCelebrityCharged: {"celebrity_charged", Gossip, 1, 0, "a noun for the famous or their public together with a charged term", "the famous beside a charged word", "pesohor bersama kata bermuatan"},

	Words:              {"words", Style, 20, 0, "number of words and figures", "the number of words", "jumlah kata"},
	cueLongTitle:       {"long_title", Style, 1, 0, "fourteen words or more", "a long headline", "judul panjang"},
	cueShortTitle:      {"short_title", Style, 1, 0, "five words or fewer", "a short headline", "judul pendek"},
	WordLength:         {"word_length", Style, 12, 0, "mean letters per word", "the length of the words", "panjang kata"},
	LongWords:          {"long_words", Style, 1, 0, "share of words of eight letters or more (readability)", "the share of long words", "banyaknya kata panjang"},
	FunctionShare:      {"function_share", Style, 1, 0, "share of function words", "the share of small words such as “the” and “of”", "banyaknya kata tugas seperti “yang” dan “di”"},
	cueNumbers:         {"numbers", Style, 3, 0, "figures", "figures", "angka"},
	cueYear:            {"year", Style, 1, 0, "a year", "a year", "tahun"},
	cueMoneyPercent:    {"money_percent", Style, 1, 0, "amounts of money and percentages", "money or a percentage", "jumlah uang atau persentase"},
	cueColon:           {"colon", Style, 1, 0, "a colon", "a colon", "titik dua"},
	cueSpeakerColon:    {"speaker_colon", Style, 1, 0, "a colon after the first one to four words: a speaker or a topic", "a speaker or topic before a colon", "narasumber atau topik sebelum titik dua"},
	cueCommas:          {"commas", Style, 3, 0, "commas", "commas", "koma"},
	cueDash:            {"dash", Style, 1, 0, "a dash between spaces", "a dash", "tanda pisah"},
	cueParenthesis:     {"parenthesis", Style, 1, 0, "round brackets", "round brackets", "tanda kurung"},
	cueBracketTag:      {"bracket_tag", Style, 1, 0, "a tag in square brackets", "a tag in square brackets", "label dalam kurung siku"},
	cueQuoted:          {"quoted", Style, 2, 0, "pairs of quotes", "quotation marks", "tanda kutip"},
	cueQuotedShare:     {"quoted_share", Style, 1, 0, "share of the words in quotes", "the share of quoted words", "banyaknya kata dalam kutipan"},
	cueQuotedShort:     {"quoted_short", Style, 1, 0, "one or two words in quotes", "one or two words in quotes", "satu atau dua kata dalam kutipan"},
	cueQuotedLong:      {"quoted_long", Style, 1, 0, "four words or more in quotes: a quotation or the title of a work", "a longer quotation", "kutipan yang agak panjang"},
	cueAttributionTerm: {"attribution", Style, 1, 0, "words that name a source: kata, menurut, says", "a named source", "sumber yang disebut"},
	cueAttributedQuote: {"attributed_quote", Style, 1, 0, "a quotation with a source: quotes or an opening colon, and a speaker", "a quotation with its speaker", "ucapan beserta yang mengucapkannya"},
	cueHedgingTerm:     {"hedging", Style, 1, 0, "hedges: diduga, mungkin, reportedly", "a hedge such as “reportedly”", "kata berhati-hati seperti “diduga”"},
	cueNegationTerm:    {"negation", Style, 1, 0, "negations", "a negation", "kata ingkar"},
	cueParticleTerm:    {"particle", Style, 1, 0, "discourse particles: sih, dong, kok", "a chatty particle", "partikel percakapan"},
	cueSlangTerm:       {"slang", Style, 2, 0, "informal register", "informal wording", "ragam santai"},
	cueAddressTerm:     {"address", Style, 1, 0, "words that address the reader: kamu, anda, you", "the reader addressed", "pembaca disapa"},
	cueReduplication:   {"reduplication", Style, 2, 0, "a word repeated with a hyphen: blak-blakan", "a repeated word", "kata ulang"},
	cueAcronymCount:    {"acronym", Style, 3, +1, "acronyms; a common word in capitals may pass for one, so they must not calm either", "acronyms", "singkatan"},
	cuePluralSentences: {"two_sentences", Style, 1, 0, "a sentence ends inside the headline", "two sentences", "dua kalimat"},
	cueSlashPipe:       {"slash_pipe", Style, 1, 0, "a slash or a bar between words", "a slash or a bar", "garis miring atau garis tegak"},
	cueEnglish:         {"english", Style, 1, 0, "share of English among the function words", "English wording", "bahasa Inggris"},
	cueDevices2:        {"devices_2", Style, 1, +1, "terms or marks of two different devices", "two devices together", "dua cara sekaligus"},
	cueDevices3:        {"devices_3", Style, 1, +1, "terms or marks of three different devices", "three devices together", "tiga cara sekaligus"},
	cueDevices4:        {"devices_4", Style, 1, +1, "terms or marks of four or more different devices", "four devices or more together", "empat cara atau lebih sekaligus"},
}

// Catalogue lists every cue in the order of Headline.Cues.
func Catalogue() []Cue {
	c := catalogue
	return c[:]
}

// String returns the name of the cue.
func (id CueID) String() string { return catalogue[id].Name }

// Max is the count at which the cue's value is 1.
func (id CueID) Max() float32 { return catalogue[id].Max }
