package behaviour

// runRewrites writes every title of the minimum functionality, and the plain
// titles with signs and accents, in another way that says the same.
func (c *Checklist) runRewrites(j judge, lang string) []Result {
	titles := append(c.titlesOf(lang, true), c.titlesOf(lang, false)...)
	titles = append(titles, c.harmlessOf(lang)...)
	titles = append(titles, c.accentedOf(lang)...)
	var out []Result
	for _, rw := range rewrites {
		r := newResult(Invariance, rw.name, lang, rw.doc).ruled()
		for _, t := range titles {
			if variant, ok := rw.apply(t); ok {
				j.invariant(&r, t, variant)
			} else {
				r.Skipped++
			}
		}
		out = append(out, r.done())
	}
	return out
}

// runSuffix puts the names of publishers after every title.
func (c *Checklist) runSuffix(j judge, a addition) Result {
	r := newResult(Invariance, a.name, a.lang, a.doc).ruled()
	titles := append(c.titlesOf(a.lang, true), c.titlesOf(a.lang, false)...)
	for _, text := range a.texts {
		part := newResult(Invariance, text, a.lang, "")
		for _, t := range titles {
			j.invariant(&part, t, a.apply(t, text))
		}
		r.add(part)
	}
	return r.done()
}

// runHarmless rewrites and ornaments the plain titles: those judged neutral
// must stay so.
func (c *Checklist) runHarmless(j judge, lang string) []Result {
	titles := append(c.titlesOf(lang, false), c.harmlessOf(lang)...)
	var out []Result
	for _, list := range [][]rewrite{rewrites, ornaments} {
		for _, rw := range list {
			r := newResult(Harmless, rw.name, lang, rw.doc)
			for _, t := range titles {
				variant, ok := rw.apply(t)
				a := j.Score(t)
				if !ok || j.label(a) {
					r.Skipped++
					continue
				}
				b := j.Score(variant)
				r.move(b - a)
				r.count(!j.label(b), Failure{
					Want: "neutral", Title: t, Score: a, Variant: variant, VariantScore: b,
				})
			}
			out = append(out, r.done())
		}
	}
	return out
}

func (c *Checklist) harmlessOf(lang string) []string {
	var out []string
	for _, p := range c.harmless {
		if p.lang != lang {
			continue
		}
		for _, t := range p.titles {
			out = append(out, t.text)
		}
	}
	return out
}

// accentedOf lists the filled templates of a language that hold accented
// letters; unlike the harmless titles, half of them are sensational.
func (c *Checklist) accentedOf(lang string) []string {
	var out []string
	for _, t := range c.templates {
		if t.lang != lang {
			continue
		}
		for i := range t.values {
			if decompose(t.values[i][0]) == t.values[i][0] {
				continue
			}
			for _, tpl := range t.templates {
				out = append(out, t.fill(tpl.text, i))
			}
		}
	}
	return out
}
