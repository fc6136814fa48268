//go:build !notrain

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBuildsTrainAlike: a model's file depends on data, seed and features, not on
// the build that trained it, and the sum that is printed is the file's.
func TestBuildsTrainAlike(t *testing.T) {
	dir := t.TempDir()
	data, out := filepath.Join(dir, "toy.tsv"), filepath.Join(dir, "toy.heboh")
	var rows strings.Builder
	rows.WriteString("text\tlabel\n")
	for i := range 20 {
		fmt.Fprintf(&rows, "Gempar! Warga desa ke-%d heboh\t1\nDinas perbaiki jalan ke-%[1]d\t0\n", i)
	}
	if err := os.WriteFile(data, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	defer func(v string) { programVersion = v }(programVersion)
	var files [2][]byte
	for i := range files {
		programVersion = fmt.Sprintf("v0.0.%d", i)
		var told bytes.Buffer
		if status := run(context.Background(), []string{"train", "--words", "none", "--data", data, "--out", out}, strings.NewReader(""), io.Discard, &told); status != exitDone {
			t.Fatal(told.String())
		}
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if files[i] = file; !strings.Contains(told.String(), fmt.Sprintf("sha256:%x", sha256.Sum256(file))) {
			t.Errorf("the sum is not the file's: %s", told.String())
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two builds train two models")
	}
}
