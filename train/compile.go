package train

import (
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// Sizes of the compiled tables, as powers of two: 256 KiB of n-grams and
// 64 KiB of device n-grams. Twice as many n-grams move log-odds by .07 (root
// mean square) and one label in 2,500; the words of the net make more of the
// room.
const (
	logBuckets     = 15
	logDeviceSlots = 13
)

// compile turns the fitted parts into a model: linear all through, so stage
// weights are multiplied by the labeller's weight of the stage.
func (t *trainer) compile(s *stages, f *labelled, d *deviceParts, e *Evaluation) (*model.Model, error) {
	n := features.NumCues
	p := model.Parts{
		Info: t.opt.Info,
	}
	p.Heads[model.HeadSensational] = model.HeadParts{
		Intercept: f.bias,
		Cues:      f.weights[:n],
		NGrams:    model.NGrams{List: s.merged(f.weights[n:]), LogBuckets: logBuckets},
		Slope:     f.slope, Offset: f.offset,
		Threshold: f.threshold,
	}
	p.Info.ThresholdRule = t.opt.Rule.String()
	p.Info.Seed = t.opt.Seed
	p.Info.Algorithm = DefaultAlgorithm
	p.Info.Figures = map[string]float64{
		"n": float64(e.N), "accuracy": e.Accuracy, "precision": e.Precision, "recall": e.Recall, "f1": e.F1,
		"roc_auc": e.ROCAUC, "average_precision": e.AveragePrecision, "log_loss": e.LogLoss, "ece": e.ECE,
	}
	addCurves(p.Info.Figures, e.Probabilities, t.labels[:t.own])
	if s.net != nil {
		p.Net, p.Heads[model.HeadSensational].Output = t.netParts(s.net, f.weights[len(f.weights)-1])
	}
	d.fill(&p)
	return model.Compile(p)
}
