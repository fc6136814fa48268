package behaviour

import (
	"bytes"
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteText writes the report as tables: the targets, every test, the pairs
// that change places, and the failing cases.
func (r Report) WriteText(w io.Writer) error {
	var b bytes.Buffer // a buffer does not fail: one error to check, at the end
	r.writeChecks(&b)
	r.writeResults(&b)
	r.writePairs(&b)
	r.writeFailures(&b)
	_, err := w.Write(b.Bytes())
	return err
}

func table(b *bytes.Buffer, head string) *tabwriter.Writer {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, head)
	return t
}

func (r Report) writeChecks(b *bytes.Buffer) {
	t := table(b, "TARGET\tLANG\tCASES\tVALUE\tWANTED\t")
	for _, c := range r.Checks {
		sign, state := ">=", ""
		if c.AtMost {
			sign = "<="
		}
		if !c.Met {
			state = "NOT MET"
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%.4g\t%s %.4g\t%s\n", c.Name, c.Lang, c.Cases, c.Value, sign, c.Target, state)
	}
	_ = t.Flush() // to a buffer, which does not fail
}

func (r Report) writeResults(b *bytes.Buffer) {
	fmt.Fprintln(b)
	t := table(b, "TEST\tLANG\tCASES\tPASSED\tRATE\tMOVEMENT\tROSE")
	var kind Kind
	for _, x := range r.Results {
		if x.Kind != kind {
			kind = x.Kind
			fmt.Fprintf(t, "%s\t\t\t\t\t\t\n", kind)
		}
		fmt.Fprintf(t, "  %s\t%s\t%d\t%d\t%s\t%s\t%s\n", x.Test, x.Lang, x.Cases, x.Passed, x.rate(), x.movement(), x.rose())
	}
	_ = t.Flush() // to a buffer, which does not fail
}

func (r Report) writePairs(b *bytes.Buffer) {
	fmt.Fprintln(b)
	t := table(b, "SIDES SWAPPED\tLANG\tCASES\tFLIPPED\tMOVEMENT")
	for _, x := range r.Results {
		if !x.Swap {
			continue
		}
		fmt.Fprintf(t, "%s\t\t\t\t\n", x.Test)
		for _, p := range x.Parts {
			fmt.Fprintf(t, "  %s\t%s\t%d\t%d\t%s\n", p.Test, p.Lang, p.Cases, p.failed(), p.movement())
		}
	}
	_ = t.Flush() // to a buffer, which does not fail
}

func (r Report) writeFailures(b *bytes.Buffer) {
	for _, x := range r.Results {
		if len(x.Failures) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n%s, %s (%s): %d of %d failed\n", x.Kind, x.Test, x.Lang, len(x.Failures), x.Cases)
		for _, f := range x.Failures {
			fmt.Fprintf(b, "  want %s: %.3f %q\n", f.Want, f.Score, f.Title)
			if f.Variant != "" {
				fmt.Fprintf(b, "  %*s %.3f %q\n", len("want :")+len(f.Want), "became", f.VariantScore, f.Variant)
			}
		}
	}
}

func (r Result) rate() string {
	if r.Cases == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", r.Rate)
}

func (r Result) movement() string {
	if r.Cases == 0 || r.Kind == MinimumFunctionality {
		return ""
	}
	return fmt.Sprintf("%.4f", r.Movement)
}

func (r Result) rose() string {
	if r.Kind != Direction {
		return ""
	}
	return fmt.Sprint(r.Rose)
}
