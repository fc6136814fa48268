package main

import (
	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// judged counts headlines by their verdicts.
type judged struct{ headlines, sensational, biased, abstained int }

func (j *judged) add(o judged) {
	j.headlines += o.headlines
	j.sensational += o.sensational
	j.biased += o.biased
	j.abstained += o.abstained
}

func (j *judged) count(found render.Verdicts) {
	j.headlines++
	j.sensational += int(found & render.Sensational / render.Sensational)
	j.biased += int(found & render.Biased / render.Biased)
	j.abstained += int(found & render.Abstained / render.Abstained)
}

// tell says what was found, in one line.
func (j *judged) tell(u *ui.UI, skipped int) {
	if j.headlines > 0 {
		u.Note("judged %d: %d sensational, %d biased, %d not read; %d skipped", j.headlines, j.sensational, j.biased, j.abstained, skipped)
	}
}
