package lexicon

// A Class is the sense under which a term is listed. A term may stand in more
// than one class.
type Class uint8

// The classes, in the fixed order in which Entries lists them. The first seven
// are the named lists; the rest are style lists.
const (
	Loaded      Class = iota // partisan, derogatory or ridiculing wording
	Hyperbole                // exaggeration and hype, reactions said to be overwhelming
	Shock                    // fear, gore, outrage and alarm used as an appeal
	Gossip                   // private-life and celebrity bait
	Curiosity                // withheld facts, teasers and forward references
	Hedging                  // may, allegedly, is said to
	Intensifier              // degree words: very, super, banget
	Attribution              // verbs and prepositions that name a source
	Superlative              // most, best, terbesar, paling
	Absolute                 // all, never, always, semua, tak pernah
	Address                  // words that speak to the reader
	Particle                 // discourse particles: sih, dong, kok
	Question                 // question words
	Negation                 // not, no, tidak, bukan
	Slang                    // informal register
	Imperative               // orders to the reader: simak, watch
	Vague                    // references that withhold who is meant: pria ini, this man, she
	Anger                    // anger verbs: geram, murka, slams
	Emotion                  // feeling labels: miris, tragis, heartbreaking
	Prurient                 // body and intimacy terms
	Celebrity                // nouns for the famous and their public
	Grim                     // plain words of crime, death and disaster
	Listicle                 // nouns counted in list headlines: fakta, cara, reasons
	Function                 // function words, for language and density

	// NumClasses is the number of classes.
	NumClasses = iota
)

var classNames = [NumClasses]string{
	"loaded", "hyperbole", "shock", "gossip", "curiosity", "hedging", "intensifier",
	"attribution", "superlative", "absolute", "address", "particle", "question",
	"negation", "slang", "imperative", "vague", "anger", "emotion", "prurient",
	"celebrity", "grim", "listicle", "function",
}

// String returns the name of the class, which is also its file's name without
// the extension; "unknown" for a value that is no class.
func (c Class) String() string {
	if int(c) >= len(classNames) {
		return "unknown"
	}
	return classNames[c]
}

// classNamed returns the class of that name.
func classNamed(name string) (Class, bool) {
	for i, n := range classNames {
		if n == name {
			return Class(i), true
		}
	}
	return 0, false
}
