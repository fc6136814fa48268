// Package lexicon is what the word lists compile to: a Table that tells the
// Mask of a word or phrase from its hash.
//
// The lists themselves are the text files beside this one, id/CLASS.txt,
// en/CLASS.txt and a few more; README.md describes their format and the sense
// of each. The program gen reads and inflects them and writes the table, which
// package features embeds as words.bin.
package lexicon

// A Mask is what the lists say of a word or phrase: a set of word classes and
// of the marks below.
type Mask uint64

// The word classes; ClassNames has their names in the same order. The first
// seven are the named lists of the devices, the rest are style lists.
const (
	Loaded      Mask = 1 << iota // partisan, derogatory or ridiculing wording
	Hyperbole                    // exaggeration and hype, overwhelming reactions
	Shock                        // fear, gore, outrage and alarm used as an appeal
	Gossip                       // private-life and celebrity bait
	Curiosity                    // withheld facts, teasers and forward references
	Hedging                      // may, allegedly, is said to
	Intensifier                  // degree words: very, super, banget
	Attribution                  // verbs and prepositions that name a source
	Superlative                  // most, best, terbesar, paling
	Absolute                     // all, never, always, semua, tak pernah
	Address                      // words that speak to the reader
	Particle                     // discourse particles: sih, dong, kok
	Question                     // question words
	Negation                     // not, no, tidak, bukan
	Slang                        // informal register
	Imperative                   // orders to the reader: simak, watch
	Vague                        // references that withhold who is meant: pria ini, this man, she
	Anger                        // anger verbs: geram, murka, slams
	Emotion                      // feeling labels: miris, tragis, heartbreaking
	Prurient                     // body and intimacy terms
	Celebrity                    // nouns for the famous and their public
	Grim                         // plain words of crime, death and disaster
	Listicle                     // nouns counted in list headlines: fakta, cara, reasons
	Insult                       // name-calling, dehumanising and derogatory words
	Ridicule                     // makes its subject look foolish, weak or false
	Partisan                     // what one side calls the other
	Rout                         // hands one side of a quarrel the victory
	Doubt                        // verbs of saying that cast doubt or blame
	Praise                       // glorifies a person, party, nation or product
	Idiom                        // figurative turns
	Function                     // never set: function words carry FunctionID or FunctionEN

	// NumClasses is the number of classes.
	NumClasses = iota
)

// ClassNames are the names of the classes, which are also those of their
// files.
var ClassNames = [NumClasses]string{
	"loaded", "hyperbole", "shock", "gossip", "curiosity", "hedging", "intensifier",
	"attribution", "superlative", "absolute", "address", "particle", "question",
	"negation", "slang", "imperative", "vague", "anger", "emotion", "prurient",
	"celebrity", "grim", "listicle", "insult", "ridicule", "partisan", "rout", "doubt", "praise",
	"idiom", "function",
}

// The marks of words, beside their classes.
const (
	Common     Mask = 1 << (63 - iota) // a common word, so capitals mean shouting
	Acronym                            // a known acronym, so capitals mean nothing
	FunctionID                         // an Indonesian function word
	FunctionEN                         // an English function word
	More                               // a longer phrase begins this way
	Ini                                // forward reference: ini, this
	Begini                             // begini, like this
	Ternyata                           // ternyata, turns out
	Tease                              // words that make a preceding ini a teaser
	Money                              // units of money and share
	Public                             // the public that reacts
	Lead                               // a lead word that withholds: nasib, pengakuan
	Label                              // names a topic or kind of text, so capitals in front mean nothing
	Next                               // a phrase may go on with this word
)

// Sets of classes.
const (
	Classes Mask = 1<<NumClasses - 1
	// Charged classes are those that charge a shout.
	Charged = Loaded | Hyperbole | Shock | Gossip | Emotion | Anger | Intensifier | Prurient
	// LoadedKinds are the kinds of loaded wording: their terms are Loaded too.
	LoadedKinds = Insult | Ridicule | Partisan | Rout
	// Slanted classes take a side: whose voice they are in counts.
	Slanted = Loaded | Doubt | Praise
)
