package datasets

import (
	"bytes"
	"testing"
)

// BenchmarkRead reads the sample set as TSV; bytes and rows per second.
func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	if err := WriteTSV(&file, Sample()); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	rows := 0
	for b.Loop() {
		got, err := Read(bytes.NewReader(file.Bytes()), "sample.tsv", Options{})
		if err != nil {
			b.Fatal(err)
		}
		rows += len(got)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkKey(b *testing.B) {
	examples := Sample()
	for i := 0; b.Loop(); i++ {
		IsTest(examples[i%len(examples)].Text)
	}
}
