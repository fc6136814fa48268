package datasets

// tieWidth absorbs rounding in the weighted mean: three thirds must tie.
const tieWidth = 1e-9

// merge folds the rows of one wording into the first and says how.
func merge(examples []Example, rows []int) (Example, Duplicate) {
	out := examples[rows[0]]
	dup := Duplicate{Text: out.Text}
	var soft, rating, slant mean
	seen := [2]bool{}
	votes, annotators, allVoted := 0, 0, true
	for _, i := range rows {
		e := examples[i]
		dup.Rows = append(dup.Rows, e)
		if e.Label == Neutral || e.Label == Sensational {
			seen[e.Label] = true
			soft.add(e.Soft, e.Weight)
		}
		if e.HasIntensity() {
			rating.add(e.Intensity, e.Weight)
		}
		if e.HasSlant() {
			slant.add(e.Slant, e.Weight)
		}
		votes, annotators = votes+e.Votes, annotators+e.Annotators
		allVoted = allVoted && e.HasVotes()
		fillGaps(&out, e)
	}
	if allVoted {
		out.Votes, out.Annotators = votes, annotators
	}
	out.Intensity = rating.or(NoIntensity)
	out.Slant = slant.or(NoSlant)
	out.Soft = soft.or(out.Soft)
	dup.Conflict = seen[Neutral] && seen[Sensational]
	out.Label, dup.Dropped = settle(seen, out.Soft)
	dup.Label = out.Label
	return out, dup
}

// settle decides the label; a conflict that balances is dropped.
func settle(seen [2]bool, soft float64) (label int, dropped bool) {
	switch {
	case !seen[Neutral] && !seen[Sensational]:
		return Unlabelled, false
	case !seen[Sensational]:
		return Neutral, false
	case !seen[Neutral]:
		return Sensational, false
	case soft > 0.5+tieWidth:
		return Sensational, false
	case soft < 0.5-tieWidth:
		return Neutral, false
	}
	return Unlabelled, true
}

// fillGaps takes from e what out has not got, and the larger weight.
func fillGaps(out *Example, e Example) {
	if !out.HasDevices && e.HasDevices {
		out.Devices, out.HasDevices = e.Devices, true
	}
	for _, f := range []struct {
		to   *string
		from string
	}{{&out.Lang, e.Lang}, {&out.Source, e.Source}, {&out.Group, e.Group}, {&out.Words, e.Words}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	out.Weight = max(out.Weight, e.Weight)
}

// mean is a weighted mean; rows of weight 0 do not count unless all are.
type mean struct {
	sum, weight float64
	plain       float64
	n           int
}

func (m *mean) add(x, weight float64) {
	m.sum += x * weight
	m.weight += weight
	m.plain += x
	m.n++
}

func (m *mean) or(absent float64) float64 {
	switch {
	case m.n == 0:
		return absent
	case m.weight == 0:
		return m.plain / float64(m.n)
	}
	return m.sum / m.weight
}
