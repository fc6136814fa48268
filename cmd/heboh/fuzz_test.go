package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// fuzzFormats are the formats that heboh score reads from a stream.
var fuzzFormats = []string{"lines", "jsonl", "csv", "tsv", "markdown"}

// FuzzScore gives any bytes to heboh score: it ends with 0 or 1, what it writes
// is JSON Lines of sound verdicts, and every message is a line with words.
func FuzzScore(f *testing.F) {
	for i, in := range []string{
		"Harga beras turun\nGEGER! Warga kaget\r\n\n\xff\n", `{"text":"Satu","id":1.50,"label":"x"}` + "\n{\"text\":3}\n[]\n{", "id,text\n1,\"Satu, dua\"\n2,\"x\n",
		"id\ttext\n1\tSatu\n\n2\n", "---\ntitle: Satu\ntext: \"Dua\"\n---\nIsi\n", "\xff\xfeS\x00a\x00t\x00u\x00\n\x00", "\x1f\x8b", "text;id\r\nSatu;2\r\n", "\x00", "\xef\xbb\xbf",
		`{"text":"a","\u0000":"\ud800","probability":{"x":[1e999]}}`, "text,text\n", "PK\x03\x04", `"text"` + "\n\x1b[31mSatu\x07\n",
	} {
		f.Add(in, byte(i))
	}
	f.Fuzz(func(t *testing.T, in string, format byte) {
		var out, told bytes.Buffer
		input := fuzzFormats[int(format)%len(fuzzFormats)]
		status := run(t.Context(), []string{"score", "--explain", "--format", "jsonl", "--input", input}, strings.NewReader(in), &out, &told)
		if status != exitDone && status != exitFailed || status == exitFailed && told.Len() == 0 {
			t.Fatalf("status %d, told %q", status, told.String())
		}
		checkTold(t, told.String())
		if status == exitDone && told.Len() > 0 && !strings.HasPrefix(told.String(), "heboh: note: ") && !strings.HasPrefix(told.String(), "heboh: judged ") {
			t.Fatalf("status 0, told %q", told.String())
		}
		for line := range bytes.Lines(out.Bytes()) {
			checkResult(t, line)
		}
	})
}

// checkTold fails on a message that a terminal would take for a command or that
// looks like a crash.
func checkTold(t *testing.T, told string) {
	t.Helper()
	for line := range strings.Lines(told) {
		line, ended := strings.CutSuffix(line, "\n")
		if !ended || line == "" || !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r == 0x7f }) ||
			strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "goroutine ") {
			t.Fatalf("message %q", line)
		}
	}
}

func checkResult(t *testing.T, line []byte) {
	t.Helper()
	// A field that the input has too is called heboh_NAME.
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil || !utf8.Valid(line) {
		t.Fatalf("%q: %v", line, err)
	}
	field := func(name string, v any) {
		raw, ok := fields["heboh_"+name]
		if !ok {
			raw = fields[name]
		}
		if err := json.Unmarshal(raw, v); err != nil {
			t.Fatalf("%q: %s: %v", line, name, err)
		}
	}
	var text string
	var first, bias model.ExplainedVerdict
	field("text", &text)
	field("label", &first.Label)
	field("probability", &first.Probability)
	field("threshold", &first.Threshold)
	field("cues", &first.Cues)
	field("bias", &bias)
	for _, v := range []model.ExplainedVerdict{first, bias} {
		if !(v.Probability >= 0 && v.Probability <= 1) || (v.Probability >= v.Threshold) != v.Label.Positive() {
			t.Fatalf("%q", line)
		}
		for _, c := range v.Cues {
			if c.Start < 0 || c.Start > c.End || c.End > len(text) || text[c.Start:c.End] != c.Text {
				t.Fatalf("%q: %q at %v", line, c.Text, c.Span)
			}
		}
	}
}

// FuzzRenderers gives any headline, with any other field, to every output of
// heboh score.
func FuzzRenderers(f *testing.F) {
	f.Add("GEGER! Warga kaget", "rubrik", `"daerah"`)
	f.Add("Harga \"beras\", turun\x1b[31m\x07", "=1+1", `"=1+1"`)
	f.Add("\u202egnilab \u200f \u2028", "", `{"a":[null,1e5]}`)
	f.Add("東京 😱 é\u0301", "text", "-0.0")
	f.Fuzz(func(t *testing.T, headline, name, value string) {
		if strings.TrimSpace(headline) == "" || !utf8.ValidString(headline) || !json.Valid([]byte(value)) {
			return
		}
		line := `{"text":` + string(records.AppendString(nil, headline)) + `,` + string(records.AppendString(nil, name)) + `:` + strings.ReplaceAll(value, "\n", " ") + "}\n"
		for _, format := range []string{"text", "jsonl", "csv", "lint", "sarif", "parquet"} {
			var out, told bytes.Buffer
			status := run(t.Context(), []string{"score", "--explain", "--format", format, "--input", "jsonl"}, strings.NewReader(line), &out, &told)
			checkTold(t, told.String())
			if status != exitDone && (status != exitFailed || told.Len() == 0) {
				t.Fatalf("%s: %q: status %d, told %q", format, line, status, told.String())
			}
			if format == "sarif" && status == exitDone && !json.Valid(out.Bytes()) {
				t.Fatalf("%q: not JSON: %q", line, out.String())
			}
			if format == "text" && strings.ContainsAny(out.String(), "\x1b\x07\u202e") {
				t.Fatalf("%q: control characters reach the terminal: %q", line, out.String())
			}
		}
	})
}
