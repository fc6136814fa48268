package datasets

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

type writer func(io.Writer, []Example) error

var writers = map[string]writer{"x.tsv": WriteTSV, "x.jsonl": WriteJSONL}

func rich() []Example {
	a := voted("Geger! \"Naga\" di Sungai", 3)
	a.Lang, a.Source, a.Group, a.Weight = "id", "ABC", "naga", 0.1
	b := NewExample("Council Meets on Tuesday", 0)
	b.Lang, b.Intensity, b.HasDevices = "en", 0, true
	b.Soft = Soft(b)
	c := NewExample("<Kode> & Tanda \\ Baca", Sensational)
	c.Devices, c.HasDevices, c.Soft = "EP", true, 0.625
	d := NewExample("Belum Dinilai", Unlabelled)
	e := voted("Dinilai Lima Orang", 0)
	e.Votes, e.Annotators, e.Soft = 0, 5, 0
	return []Example{a, b, c, d, e}
}

func TestRoundTrip(t *testing.T) {
	for name, in := range map[string][]Example{
		"rich": rich(), "bare": {NewExample("Satu", 0), NewExample("Dua", 1)}, "none": nil,
		"all judged": {rich()[1], rich()[2]},
	} {
		for file, write := range writers {
			var buf bytes.Buffer
			if err := write(&buf, in); err != nil {
				t.Fatal(err)
			}
			got, err := Read(bytes.NewReader(buf.Bytes()), file, Options{Unlabelled: true})
			if err != nil && len(in) > 0 {
				t.Fatalf("%s as %s: %v\n%s", name, file, err, buf.String())
			}
			if !reflect.DeepEqual(unplaced(got), in) {
				t.Errorf("%s as %s:\ngot  %+v\nwant %+v\n%s", name, file, got, in, buf.String())
			}
		}
	}
}

// unplaced drops what a round trip does not keep.
func unplaced(in []Example) []Example {
	for i := range in {
		in[i].File, in[i].Line, in[i].Correction = "", 0, false
	}
	return in
}

func TestWriteTSVGolden(t *testing.T) {
	var buf bytes.Buffer
	if err := WriteTSV(&buf, rich()); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"text\tlabel\tvotes\tannotators\tintensity\tdevices\tlang\tsource\tgroup\tweight\tsoft",
		"Geger! \"Naga\" di Sungai\t1\t3\t3\t\t?\tid\tABC\tnaga\t0.1\t1",
		"Council Meets on Tuesday\t0\t\t\t0\t\ten\t\t\t1\t0",
		"<Kode> & Tanda \\ Baca\t1\t\t\t\tEP\t\t\t\t1\t0.625",
		"Belum Dinilai\t\t\t\t\t?\t\t\t\t1\t0.5",
		"Dinilai Lima Orang\t0\t0\t5\t\t?\t\t\t\t1\t0",
		"",
	}, "\n")
	if buf.String() != want {
		t.Errorf("got\n%s", buf.String())
	}
}

func TestWriteTSVRefuses(t *testing.T) {
	for _, e := range []Example{NewExample("a\tb", 0), NewExample("a\nb", 0), NewExample(" ", 0), {Text: "a", Source: "b\rc"}} {
		if err := WriteTSV(io.Discard, []Example{NewExample("Baik", 0), e}); err == nil || !strings.HasPrefix(err.Error(), "example 2: field ") {
			t.Errorf("%+v: got %v", e, err)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	for file, write := range writers {
		if err := write(fullDisk{}, rich()); !errors.Is(err, errFull) {
			t.Errorf("%s: got %v", file, err)
		}
	}
}
