// Package features turns a headline into what a model can weigh: tokens with
// byte offsets into the original text, named cues, and hashed n-grams.
//
// A Headline takes a text through these steps, each in a file of its own:
//
//	fold      Unicode disguises and entities undone, offsets kept
//	tokenize  words, figures, marks and signs
//	unwrap    what stands around the headline left out
//	repair    spaced-out letters, leetspeak and elongation undone
//	strip     emoji, ornaments and the marks of names dropped
//	finish    tokens hashed and looked up in the word lists
//	Cues      what the catalogue lists, with Hits where asked
//	NGrams    hashed n-grams of tokens and of their classes
//
// Language tells from the tokens whether a headline can be judged at all.
//
// Nothing here is learnt and nothing reads a file: the word lists of package
// lexicon are embedded, compiled into words.bin by go generate. Once its buffers
// have grown, a Headline allocates nothing; Tokenize is for occasional use.
package features

// Headline is one analysed headline. It is reusable: Reset analyses another
// text in the same buffers. It is not safe for concurrent use.
type Headline struct {
	text   string
	fold   folded
	norm   []byte // what the tokens read as; at first, the folded text in lower case
	alpha  bitmap // ASCII letters of the folded text
	upper  bitmap // those in capitals
	toks   []token
	joined int   // words whose disguise repair undid
	drawn  int   // words with drawn-out letters
	emoji  int   // emoji and pictures, wherever they are
	seen   uint8 // traits of the marks and figures
	wraps  []Wrap
	tail   []word // scratch of tailRun
	sum    summary
	speech int // the colon after an opening speaker or topic, 0 without

	values [NumCues]float32
	fires  cueSet  // the cues that fire
	fired  []CueID // the same as a list, once Cues has returned
	record bool    // collect hits
	hits   []Hit
}

// Reset analyses text, of which the first MaxBytes bytes count.
func (h *Headline) Reset(text string) {
	h.text = text
	h.joined, h.drawn, h.emoji = 0, 0, 0
	h.wraps = h.wraps[:0]
	h.fold.reset(text)
	if signs := h.unwrap(h.scan() | h.tokenize()); signs != 0 {
		h.repair(signs)
	}
	h.finish()
}

// Len is the number of tokens.
func (h *Headline) Len() int { return len(h.toks) }

// Span returns where tokens [from, to) are in the original text; from == to means
// the whole text.
func (h *Headline) Span(from, to int) Span {
	if from >= to || to > len(h.toks) {
		return Span{0, len(h.text)}
	}
	return h.fold.span(int(h.toks[from].start), int(h.toks[to-1].end))
}
