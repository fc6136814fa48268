package render

import (
	"math"

	"github.com/heboh/heboh/internal/columns"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// parquetFormat writes the rows from which package columns makes a Parquet file: the
// fields of the input, the verdicts, the devices and the reasons, each in a column of
// its own. The columns do not depend on what is found.
type parquetFormat struct {
	frameless
	dropping
	explain bool
}

func (f parquetFormat) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	row := columns.Row{Bytes: dst}
	for i := range r.Extra[:r.Place] {
		row.Field(&r.Extra[i])
	}
	row.Headline(r.Name(), r.Text)
	for i := range r.Extra[r.Place:] {
		row.Field(&r.Extra[r.Place+i])
	}
	addVerdict(&row, "", &r.Verdict)
	addVerdict(&row, "bias_", &r.Bias.Verdict)
	if f.explain {
		addReasons(&row, "bias_", &r.Bias.Reasons)
	}
	for i, v := range r.Devices.Values() {
		const decimals = 1e6 // as in JSON
		row.Number(model.DeviceNames[i], math.Floor(v*decimals+.5)/decimals)
	}
	row.Text("language", r.Language.String())
	if f.explain {
		addReasons(&row, "", &r.Reasons)
		row.JSON("wrapping", string(appendWrapping(nil, r.Wrapping)))
	}
	row.True("abstained", r.Abstained)
	for i := range r.after {
		switch v := &r.after[i]; {
		case !v.JSON:
			row.OptionalText(v.Name, v.Value)
		case v.Name == "mismatch":
			row.JSON(v.Name, v.Value)
		default:
			row.Integer(v.Name, v.Value)
		}
	}
	return row.End(), nil
}

func addVerdict(row *columns.Row, prefix string, v *model.Verdict) {
	row.Text(prefix+"label", v.Label.String())
	row.Number(prefix+"probability", v.Probability)
	row.Number(prefix+"threshold", v.Threshold)
}

func addReasons(row *columns.Row, prefix string, r *model.Reasons) {
	row.JSON(prefix+"cues", string(appendReasons(nil, r.Cues)))
	row.Number(prefix+"intercept_log_odds", r.Intercept)
}
