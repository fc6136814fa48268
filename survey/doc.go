// Package survey says how sensational and how biased the headlines of a group
// are: of a publisher, a month, a desk.
//
//	var c survey.Counts
//	for _, h := range headlines {
//		c.Add(h.Publisher, survey.Judge(m, h.Text))
//	}
//	t, err := c.Table(100)
//
// Counts are whole numbers, so adding and merging them in any order, split in any
// way, gives the same bytes as JSON: they are the accumulator of a combiner.
// Their memory is bounded (see MaxGroups and MaxWords).
//
// # Shares
//
// The share of a group is the mean of the calibrated probabilities of its
// headlines, called probabilistic classify and count (Bella et al. 2010). Counting
// verdicts instead would put a threshold's errors into the share. Correcting the
// count by sensitivity and specificity (Rogan & Gladen 1978) takes for granted that
// these are the same in every group, and they are not: a loud desk's sensational
// headlines are the easy ones. Here a label follows from the wording alone, and then
// probabilities are what carries over from group to group (Card & Smith 2018).
//
// # Intervals
//
// The 95 % interval has two sources. One is chance, in which headlines were
// published and in what a reader would say of each: that of a binomial share. The
// other is the model, whose probabilities are off by more in some groups than in
// others, by CalibrationError in log-odds. Both go into one Wilson interval (1927)
// by way of the effective number of headlines.
//
// # Ranks
//
// Groups that the data cannot tell apart have no order. A rank is a range: all that
// are certainly above come before it, all that are certainly below after it, by
// intervals that hold jointly (Klein, Wright & Wieczorek 2020).
package survey
