package main

import (
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// trainingReport is the report as JSON.
type trainingReport struct {
	Out        string            `json:"out"`
	SHA256     string            `json:"sha256"`
	Bytes      int               `json:"bytes"`
	Rows       int               `json:"rows"`
	Kept       int               `json:"kept"`
	Merged     int               `json:"merged"`
	Conflicts  int               `json:"conflicts"`
	Ties       int               `json:"ties"`
	Threshold  float64           `json:"threshold"`
	Rule       string            `json:"threshold_rule"`
	Seed       uint64            `json:"seed"`
	Data       []model.Source    `json:"data"`
	OutOfFold  *train.Evaluation `json:"out_of_fold"`
	Duplicates []string          `json:"duplicates,omitempty"`
	// Devices are the out-of-fold metrics of each device at probability 1/2;
	// none where the shipped model's were taken over.
	Devices map[string]metrics.Figures `json:"devices,omitempty"`
}

func reportTraining(u *ui.UI, format, out string, res *train.Result) error {
	n, err := size(res.Model)
	if err != nil {
		return err
	}
	d, info := res.Duplicates, res.Model.Info()
	if format == "json" {
		r := trainingReport{out, sum(res.Model), n, d.Rows, d.Kept, d.Merged, d.Conflicts, d.Ties,
			res.Model.Threshold(), info.ThresholdRule, info.Seed, info.Data, res.OutOfFold, nil, deviceMetrics(res)}
		for _, repeated := range d.Duplicates {
			r.Duplicates = append(r.Duplicates, repeated.String())
		}
		return printJSON(u, r)
	}
	u.Tell("%s", d)
	reportConflicts(u, d)
	u.Tell("out of fold, by parts of the model that did not see the row:")
	_ = writeEvaluation(u.Err, res.OutOfFold) // a message; the model matters more
	for i, m := range res.Devices {
		u.Tell("device %-9s  f1 %.3f, ROC AUC %.3f, %d of %d rows have it", model.DeviceNames[i], m.F1, m.ROCAUC, m.Confusion.Positives(), m.N)
	}
	u.Tell("threshold %.4f by the rule %s", res.Model.Threshold(), info.ThresholdRule)
	u.Tell("wrote %s: %d bytes, sha256:%s", out, n, sum(res.Model))
	return nil
}

// reportConflicts prints the titles whose repeats have different labels.
func reportConflicts(u *ui.UI, d datasets.Report) {
	for _, repeated := range d.Duplicates {
		if repeated.Conflict {
			u.Tell("conflict: %s", oneLine(repeated.String()))
		}
	}
}

func deviceMetrics(res *train.Result) map[string]metrics.Figures {
	if len(res.Devices) == 0 {
		return nil
	}
	all := map[string]metrics.Figures{}
	for i, m := range res.Devices {
		all[model.DeviceNames[i]] = m
	}
	return all
}
