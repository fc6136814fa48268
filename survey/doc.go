// Package survey measures how sensational and how biased the headlines of groups
// are: publishers, desks, months.
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
// A group's share is that of its headlines with a positive verdict, times the model's
// precision over its sensitivity out of fold (Brenner & Gefeller 1993), which removes
// what was wrongly found and adds what was missed. Measured on labelled headlines by
// publisher, this comes closer to the truth than the correction by sensitivity and
// specificity (Rogan & Gladen 1978), which assumes that these are the same in every
// group and overshoots, and than mean probabilities (Bella et al. 2010), which make
// loud groups look calmer and calm ones louder.
//
// # Intervals
//
// The 95 % interval covers two sources of error: chance (binomial), and the model,
// which misses more in some groups than in others, by GroupError in log-odds. Both go
// into one Wilson interval (1927) through the effective number of headlines.
//
// # Ranks
//
// Groups that the data cannot tell apart have no order. A rank is a range: groups that
// are certainly above come before it, groups that are certainly below after it, by
// intervals that hold jointly (Klein, Wright & Wieczorek 2020).
package survey
