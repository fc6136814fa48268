package records

import (
	"strings"
	"testing"
)

// TestUnscored: what scoring added goes, what the input had stays.
func TestUnscored(t *testing.T) {
	for in, want := range map[string]string{
		`"id":1,"label":"neutral","probability":0.1`:                                                    `id label probability`,
		`"label":"neutral","probability":0.1,"threshold":0.3,"devices":{},"bias":{"label":"x"},"id":1`:  `id`,
		`"label":"neutral","probability":0.1,"threshold":0.3,"devices":"E","emphasis":"0.1","id":1`:     `devices id`,
		`"heboh_label":"x","probability":1,"threshold":1,"heboh_devices":{},"label":0,"devices":"E"`:    `label devices`,
		`"heboh_label":"x","heboh_probability":1,"threshold":1,"probability":7`:                         `probability`,
		`"label":"x","probability":1,"threshold":1,"devices":{},"emphasis":2,"bias":"left","cues":"c"`:  `emphasis bias cues`,
		`"label":"x","probability":1,"threshold":1,"cues":[],"intercept_log_odds":1`:                    ``,
		`"label":"x","probability":1,"threshold":1,"bias_label":"x","bias_probability":1,"bias_cues":2`: ``,
		`"label":"x","probability":1,"threshold":1,"language":"other","abstained":true`:                 ``,
		`"label":"x","probability":1,"threshold":1,"language":"Bahasa","heboh_language":"id"`:           `language`,
		`"label":"x","probability":1,"threshold":1,"language":"Bahasa","abstained":1`:                   `language abstained`,
		`"label":1,"model_label":0,"probability":1,"threshold":1`:                                       `label model_label probability threshold`,
		`"heboh_label":1,"label":1,"model_label":0,"heboh_probability":1,"probability":1,"threshold":1`: `label model_label probability`,
	} {
		r := reader(JSONL, `{"text":"a",`+in+"}")
		r.Unscored = true
		var b Batch
		if err := r.Next(&b); err != nil {
			t.Fatal(err)
		}
		var rec Record
		b.Each(&rec, func(rec *Record) {
			var names []string
			for _, f := range rec.Extra {
				names = append(names, f.Name)
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%s: got %q, want %q", in, got, want)
			}
		}, func(p *Problem) { t.Error(p) })
	}
}
