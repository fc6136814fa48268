package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"
)

// BenchmarkScore measures a headline through the whole command, from JSON
// Lines to JSON Lines.
func BenchmarkScore(b *testing.B) {
	titles := []string{
		"ISRAEL MAKIN TERPOJOK! Sekutu lama mulai menjauh dari meja perundingan",
		"Menteri Keuangan: anggaran pendidikan tahun depan naik lima persen",
		"Ini 7 cara sederhana menyimpan cabai agar tahan sampai dua minggu",
		"Council approves new bus lanes after a year of consultation",
	}
	var in bytes.Buffer
	for i := range b.N {
		fmt.Fprintf(&in, `{"id":%d,"text":%q,"source":"harian"}`+"\n", i, titles[i%len(titles)])
	}
	b.ReportAllocs()
	b.ResetTimer()
	if code := run(context.Background(), []string{"score", "--input", "jsonl"}, &in, io.Discard, io.Discard); code != 0 {
		b.Fatalf("exit %d", code)
	}
}
