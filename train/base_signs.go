package train

import (
	"context"

	"github.com/heboh/heboh/features"
)

// fitSigned fits a shift that leaves the base's cues with the sign that the
// catalogue wants: shouting must not come to calm a headline. A cue that would
// turn is brought to 0 and the rest fitted again, until none turns.
func (f *baseFile) fitSigned(ctx context.Context, r *shiftRows, idx []int, p prior) (*shift, error) {
	fixed := map[features.CueID]float64{}
	for {
		s, err := r.fit(ctx, idx, p, fixed)
		if err != nil {
			return nil, err
		}
		turned := false
		for i, c := range features.Catalogue() {
			if float64(c.Sign)*(f.head().Cues[i]+s.cues[i]) < 0 {
				fixed[features.CueID(i)] = -f.head().Cues[i]
				turned = true
			}
		}
		if !turned {
			return s, nil
		}
	}
}
