package calm

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/heboh/heboh/internal/wordlist"
)

//go:embed words.txt
var wordsFile string

// lists are those of words.txt, which says what each is for. 's is a token: here, 's.
var lists = wordlist.Read(strings.ReplaceAll(wordsFile, "'s", " 's"))

var (
	openers       = lists.Set("openers")
	interjections = lists.Set("interjections")
	callers       = lists.Set("callers")
	newsHeads     = lists.Set("newsHeads")
	turns         = lists.Set("turns")
	auxiliaries   = lists.Set("auxiliaries")
	quantities    = lists.Set("quantities")
	pointers      = lists.Set("pointers")
	leadNouns     = lists.Set("leadNouns")
	endings       = lists.Set("endings")
	audiences     = lists.Set("audiences")
	reactions     = lists.Set("reactions")
	whWords       = lists.Set("whWords")
	subordinators = lists.Set("subordinators")
	after         = lists.Set("after")
	before        = lists.Set("before")
	degreeOf      = lists.Set("degreeOf")
	fixedVery     = lists.Set("fixedVery")
	copulas       = lists.Set("copulas")
	hype          = lists.Set("hype")
	fixedNouns    = lists.Set("fixedNouns")
	prepositions  = lists.Set("prepositions")
	compares      = lists.Set("compares")
	allOut        = lists.Set("allOut")
	really        = lists.Set("really")
	smallWords    = lists.Set("smallWords")
	connectives   = lists.Set("connectives")
	openEnds      = lists.Set("openEnds")
	falseAcronyms = lists.Set("falseAcronyms")
	initials      = lists.Set("initials")
	chatWords     = lists.Set("chatWords")
	roman         = lists.Set("roman")
)

// leads are phrases of words, in a fixed order.
var leads = func() (all [][]string) {
	for _, phrase := range lists.Entries("leads") {
		all = append(all, strings.Fields(phrase))
	}
	slices.SortFunc(all, slices.Compare)
	return all
}()

// brands by their names in lower case.
var brands = func() map[string]string {
	all := map[string]string{}
	for _, brand := range lists.Entries("brands") {
		all[strings.ToLower(brand)] = brand
	}
	return all
}()
