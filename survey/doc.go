// Package survey says how sensational and how biased the headlines of a group
// are: of a publisher, a month, a desk.
//
//	var c survey.Counts
//	for _, h := range headlines {
//		c.Add(h.Publisher, survey.Judge(m, h.Text))
//	}
//	t, err := c.Table(100, survey.ErrorsOf(m))
//
// Counts are whole numbers, so adding and merging them in any order, split in any
// way, gives the same bytes as JSON: they are the accumulator of a combiner.
// Their memory is bounded (see MaxGroups and MaxWords).
//
// # Shares
//
// The share of a group is that of its headlines with a positive verdict, times the
// model's precision over its sensitivity out of fold (Brenner & Gefeller 1993): what
// is wrongly found is taken off, what is missed is put on. Measured on labelled
// headlines by publisher, this comes nearer to the truth than the correction by
// sensitivity and specificity (Rogan & Gladen 1978), which takes for granted that
// these are the same in every group and overshoots; and than means of probabilities
// (Bella et al. 2010), which make loud groups calmer and calm ones louder.
//
// # Intervals
//
// The 95 % interval has two sources. One is chance, that of a binomial share. The
// other is the model, which misses more in some groups than in others: by GroupError,
// in log-odds. Both go into one Wilson interval (1927) by way of the effective number
// of headlines.
//
// # Ranks
//
// Groups that the data cannot tell apart have no order. A rank is a range: all that
// are certainly above come before it, all that are certainly below after it, by
// intervals that hold jointly (Klein, Wright & Wieczorek 2020).
package survey
