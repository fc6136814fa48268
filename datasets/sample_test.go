package datasets

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestSampleIsCleanAndConsistent(t *testing.T) {
	for _, e := range Sample() {
		if !e.HasIntensity() || !e.HasDevices || e.Lang == "" {
			t.Errorf("%s:%d: intensity, devices or lang is missing", e.File, e.Line)
		}
		if e.Label != LabelFromIntensity(e.Intensity) {
			t.Errorf("%s:%d: label %d with intensity %v", e.File, e.Line, e.Label, e.Intensity)
		}
		if e.Intensity == 0 && e.Devices != "" {
			t.Errorf("%s:%d: intensity 0 with devices %s", e.File, e.Line, e.Devices)
		}
	}
	if _, report := Dedupe(Sample()); report.Merged > 0 {
		t.Errorf("repeats: %v", report.Duplicates)
	}
}

func TestSampleCoverage(t *testing.T) {
	count := map[string]int{}
	sensational := map[string]int{}
	devices := map[rune]int{}
	for _, e := range Sample() {
		count[e.Lang]++
		sensational[e.Lang] += e.Label
		for _, d := range e.Devices {
			devices[d]++
		}
	}
	for lang, least := range map[string]int{"id": 400, "en": 200} {
		share := float64(sensational[lang]) / float64(count[lang])
		if count[lang] < least || share < 0.2 || share > 0.8 {
			t.Errorf("%s: %d titles, %.2f of them sensational", lang, count[lang], share)
		}
	}
	for _, d := range DeviceLetters {
		if devices[d] < 20 {
			t.Errorf("device %c occurs in %d titles only", d, devices[d])
		}
	}
}

func TestSampleIsTheCallersOwn(t *testing.T) {
	first := Sample()
	first[0].Text = "changed"
	if Sample()[0].Text == "changed" {
		t.Error("one caller's change shows in another's copy")
	}
}

func TestGetSample(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	set, err := Lookup("sample")
	if err != nil {
		t.Fatal(err)
	}
	paths, err := set.Get(t.Context(), dir, GetOptions{Mirror: "ignored"})
	if err != nil || len(paths) != len(set.Files) || set.Rows() != len(Sample()) {
		t.Fatalf("got %v for %+v, %v", paths, set.Files, err)
	}
	for i, path := range paths {
		got, err := os.ReadFile(path)
		want, err2 := sampleFiles.ReadFile("sample/" + set.Files[i].Name)
		if err != nil || err2 != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %v", path, err, err2)
		}
	}
}
