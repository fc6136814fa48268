package calm

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed words.txt
var wordsFile string

// entries are those of words.txt, which says what each list is for, by list.
var entries = func() map[string][]string {
	all := map[string][]string{}
	asTokens := strings.NewReplacer("_", " ", "'s", " 's") // here, 's
	name := ""
	for line := range strings.Lines(wordsFile) {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name = strings.Trim(line, "[]\n")
		default:
			for entry := range strings.FieldsSeq(line) {
				all[name] = append(all[name], asTokens.Replace(entry))
			}
		}
	}
	return all
}()

type set map[string]bool

// list is a list of words.txt. A missing one is a mistake, which any test finds.
func list(name string) set {
	if len(entries[name]) == 0 {
		panic("calm: words.txt has no list [" + name + "]")
	}
	s := set{}
	for _, entry := range entries[name] {
		s[entry] = true
	}
	return s
}

var (
	openers       = list("openers")
	interjections = list("interjections")
	callers       = list("callers")
	newsHeads     = list("newsHeads")
	turns         = list("turns")
	auxiliaries   = list("auxiliaries")
	quantities    = list("quantities")
	pointers      = list("pointers")
	leadNouns     = list("leadNouns")
	endings       = list("endings")
	audiences     = list("audiences")
	reactions     = list("reactions")
	whWords       = list("whWords")
	subordinators = list("subordinators")
	after         = list("after")
	before        = list("before")
	degreeOf      = list("degreeOf")
	fixedVery     = list("fixedVery")
	copulas       = list("copulas")
	hype          = list("hype")
	fixedNouns    = list("fixedNouns")
	prepositions  = list("prepositions")
	compares      = list("compares")
	allOut        = list("allOut")
	really        = list("really")
	smallWords    = list("smallWords")
	connectives   = list("connectives")
	openEnds      = list("openEnds")
	falseAcronyms = list("falseAcronyms")
	initials      = list("initials")
	chatWords     = list("chatWords")
	roman         = list("roman")
)

// leads are phrases of words, in a fixed order.
var leads = func() (all [][]string) {
	for _, phrase := range entries["leads"] {
		all = append(all, strings.Fields(phrase))
	}
	slices.SortFunc(all, slices.Compare)
	return all
}()

// brands by their names in lower case.
var brands = func() map[string]string {
	all := map[string]string{}
	for _, brand := range entries["brands"] {
		all[strings.ToLower(brand)] = brand
	}
	return all
}()
