package datasets

// Soft derives the training target in [0,1]: the share of votes, else
// [SoftFromIntensity], else the label itself, .5 for an unlabelled example. The
// readers store it in Example.Soft unless the file has a column "soft".
//
// Votes carry what a majority hides, that two readers in three is less sure
// than three in three; on CLICK-ID such targets beat the majority label.
func Soft(e Example) float64 {
	switch {
	case e.HasVotes():
		return float64(e.Votes) / float64(e.Annotators)
	case e.HasIntensity():
		return SoftFromIntensity(e.Intensity)
	case e.Label == Unlabelled:
		return 0.5
	}
	return float64(e.Label)
}

// intensityMap holds the knots of SoftFromIntensity. A rating of 2 is the
// rubric's threshold; a mean of 1.5 (readers split between 1 and 2) is below it.
var intensityMap = []knot{{0, 0}, {1, 0.15}, {1.5, 0.4}, {2, 0.85}, {3, 1}}

type knot struct{ rating, soft float64 }

// SoftFromIntensity maps a rating in [0,3] to a target in [0,1], linear between
// knots. It crosses .5 at 1.61, so that a mean of 1.67 (ratings 1, 2, 2: median
// 2) counts as sensational and 1.5 does not. Other values are clamped.
func SoftFromIntensity(intensity float64) float64 { return interpolate(intensityMap, intensity) }

// interpolate is linear between the knots and constant beyond.
func interpolate(knots []knot, rating float64) float64 {
	low := knots[0]
	if !(rating > low.rating) { // also NaN
		return low.soft
	}
	for _, high := range knots[1:] {
		if rating <= high.rating {
			share := (rating - low.rating) / (high.rating - low.rating)
			return low.soft + share*(high.soft-low.soft)
		}
		low = high
	}
	return low.soft
}

// slantMap holds the knots of SoftFromSlant: a rating of 1 is the rubric's
// threshold.
var slantMap = []knot{{0, 0}, {.5, .3}, {1, .8}, {2, 1}}

// SoftFromSlant maps a rating of slant in [0,2] to a target in [0,1] for biased,
// as SoftFromIntensity does for sensational.
func SoftFromSlant(slant float64) float64 { return interpolate(slantMap, slant) }

// LabelFromIntensity is the rubric's label for a rating or a mean of ratings:
// Sensational where [SoftFromIntensity] exceeds .5.
func LabelFromIntensity(intensity float64) int {
	if SoftFromIntensity(intensity) > 0.5 {
		return Sensational
	}
	return Neutral
}
