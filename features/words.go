package features

import (
	_ "embed"

	"github.com/heboh/heboh/features/lexicon"
)

//go:generate go run ./lexicon/gen
//go:generate go test . -run ^Test(Fingerprint|Golden)$ -update

// wordsFile is the table of words, compiled from the lists: reading their 20,000
// forms would take each process 5 ms.
//
//go:embed words.bin
var wordsFile string

var (
	words     = openWords(wordsFile)
	wordMasks = words.Masks()
)

// openWords panics when the table is damaged: without its words, every verdict
// would be wrong.
func openWords(data string) lexicon.Table {
	t, err := lexicon.Open(data)
	if err != nil {
		panic("features: words.bin: " + err.Error() + "; run go generate ./features")
	}
	return t
}

// lookup returns the mask of a word or phrase, 0 for one that is not listed.
func lookup(h uint64) lexicon.Mask { return wordMasks[words.Find(h)] &^ lexicon.Next }
