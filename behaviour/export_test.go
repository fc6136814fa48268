package behaviour

// DisguiseNames lists the disguises in the order of the report.
func DisguiseNames() []string {
	var out []string
	for _, d := range allDisguises {
		out = append(out, d.name)
	}
	return out
}

// Disguise applies the named disguise to a headline in Indonesian ("id") or
// English ("en"). It reports false when there is no such disguise, or when the
// headline has no word to disguise. The same headline is always disguised in
// the same way.
func (c *checklist) Disguise(name, headline, lang string) (string, bool) {
	for _, d := range c.disguises(lang) {
		if d.name == name {
			disguised := d.ways[0](headline)
			return disguised, disguised != headline
		}
	}
	return "", false
}

// Headlines lists every headline written for the suite, templates filled once, so
// that a test can show that none of them is among training data.
func Headlines() []string {
	c := suite()
	var out []string
	for _, list := range [][]section{c.minimum, c.harmless} {
		for _, s := range list {
			for _, l := range s.lines {
				out = append(out, l.text)
			}
		}
	}
	for _, t := range c.templates {
		for _, l := range t.lines {
			out = append(out, fill(l.text, t.values[0]))
		}
	}
	for _, s := range c.pairs {
		for _, l := range s.lines {
			out = append(out, l.text)
		}
	}
	return out
}
