package lexicon

// An Entry is one line of a list.
type Entry struct {
	Term  string   // the term, lower case, words separated by one space
	Class Class    // the list it stands in
	Lang  string   // "id" or "en"
	Bound bool     // Term is a bound root: only the forms derived from it are words
	Rules []string // inflection rules, in the file's order; shared, not to be changed
	Gloss string   // what it means or how it is used; may be empty
	Line  int      // line in File, from 1
	File  string   // for example "id/loaded.txt"
}

// Bases returns the surface forms of the entry without Indonesian clitics: the
// term, unless it is bound, then one form a rule, without duplicates. It is the
// beginning of Forms.
func (e Entry) Bases() []string {
	g := generators.Get().(*generator)
	defer generators.Put(g)
	g.reset()
	g.bases(e)
	return g.strings()
}

// Forms returns every surface form of the entry, lower case, the words of a
// phrase separated by one space, without duplicates and always in the same
// order: the forms of Bases, then each of them with the clitics that attach to
// single Indonesian words (-nya, -lah, -kah, -pun and, by rule, -ku and -mu).
func (e Entry) Forms() []string {
	g := generators.Get().(*generator)
	defer generators.Put(g)
	g.reset()
	g.bases(e)
	g.clitics(e)
	return g.strings()
}

// A Surface is one surface form and the entry it belongs to.
type Surface struct {
	Form  string
	Entry int // index into Entries
}

// Surfaces returns the forms of all entries in the order of Entries, as Forms
// would give them one entry at a time, but from one piece of memory: it is the
// fast way to build an index. A form occurs once for every entry that has it.
// Each call computes the list anew; nothing is kept.
func Surfaces() []Surface {
	entries := Entries()
	g := generator{buf: make([]byte, 0, 256<<10), ends: make([]int, 0, 20<<10)}
	counts := make([]int, len(entries))
	for i, e := range entries {
		g.first = len(g.ends)
		g.bases(e)
		g.clitics(e)
		counts[i] = len(g.ends) - g.first
	}
	g.first = 0
	return g.surfaces(counts)
}
