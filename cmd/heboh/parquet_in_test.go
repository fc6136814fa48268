package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
)

// rowOfAll has a column of every kind that Parquet knows.
type rowOfAll struct {
	ID      int32            `parquet:"id"`
	Big     uint64           `parquet:"big"`
	Title   *string          `parquet:"title,optional"`
	Text    string           `parquet:"text"`
	Half    float32          `parquet:"half"`
	Share   float64          `parquet:"share"`
	Price   int64            `parquet:"price,decimal(2:10)"`
	Read    bool             `parquet:"read"`
	Day     int32            `parquet:"day,date"`
	Milli   time.Time        `parquet:"milli,timestamp(millisecond)"`
	Nano    time.Time        `parquet:"nano,timestamp(nanosecond)"`
	Old     deprecated.Int96 `parquet:"old"`
	Raw     []byte           `parquet:"raw"`
	Key     [16]byte         `parquet:"key,uuid"`
	Maybe   *int64           `parquet:"maybe,optional"`
	Any     string           `parquet:"any,json"`
	Tags    []string         `parquet:"tags,list"`
	Numbers []int32          `parquet:"numbers"`
	By      struct {
		Name string  `parquet:"name"`
		Site *string `parquet:"site,optional"`
	} `parquet:"by"`
	Counts map[string]int64 `parquet:"counts"`
}

// rowsOfAll are rows and what they are as JSON Lines.
func rowsOfAll() ([]rowOfAll, string) {
	some, n := "Warga \"kaget\"\n\u200f", int64(-7)
	rows := []rowOfAll{
		{ID: -1, Big: math.MaxUint64, Title: &some, Text: "GEGER! Warga kaget", Half: .1, Share: 3, Price: 1234, Read: true, Day: 19000,
			Milli: time.UnixMilli(1700000000123), Nano: time.Unix(1700000000, 5), Old: deprecated.Int96{1, 2, 3}, Raw: []byte{0xff}, Key: [16]byte{0xfe, 1},
			Maybe: &n, Any: "{\"a\":\n [1.50]}", Tags: []string{"x", "<y>"}, Numbers: []int32{1, 2}, Counts: map[string]int64{"a": 1}},
		{Text: "=1+1 naik", Half: float32(math.Inf(1)), Share: math.NaN(), Raw: []byte("teks"), Any: "3", Milli: time.UnixMilli(0), Nano: time.Unix(0, 0)},
		{Text: " ", Any: "1", Milli: time.UnixMilli(0), Nano: time.Unix(0, 0)},
		{Text: "Rapat dewan, ditunda", Share: 1e100, Any: "null", Milli: time.UnixMilli(0), Nano: time.Unix(0, 0)},
	}
	rows[0].By.Name = "ani"
	const epoch = `"day":"1970-01-01","milli":"1970-01-01T00:00:00Z","nano":"1970-01-01T00:00:00Z","old":"-4713-11-24T00:00:00Z",`
	const zeros = `"key":"\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000","maybe":null,`
	const nothing = `"tags":[],"numbers":[],"by":{"name":"","site":null},"counts":{}}` + "\n"
	return rows, `{"id":-1,"big":18446744073709551615,"title":"Warga \"kaget\"\n\u200f","text":"GEGER! Warga kaget","half":0.1,"share":3,"price":12.34,"read":true,` +
		`"day":"2022-01-08","milli":"2023-11-14T22:13:20.123Z","nano":"2023-11-14T22:13:20.000000005Z","old":"-4713-11-27T00:00:08.589934593Z","raw":"/w==","key":"/gEAAAAAAAAAAAAAAAAAAA==",` +
		`"maybe":-7,"any":{"a":[1.50]},"tags":["x","\u003cy\u003e"],"numbers":[1,2],"by":{"name":"ani","site":null},"counts":{"a":1}}` + "\n" +
		`{"id":0,"big":0,"title":null,"text":"=1+1 naik","half":null,"share":null,"price":0.00,"read":false,` + epoch + `"raw":"teks",` + zeros + `"any":3,` + nothing +
		`{"id":0,"big":0,"title":null,"text":" ","half":0,"share":0,"price":0.00,"read":false,` + epoch + `"raw":"",` + zeros + `"any":1,` + nothing +
		`{"id":0,"big":0,"title":null,"text":"Rapat dewan, ditunda","half":0,"share":1e+100,"price":0.00,"read":false,` + epoch + `"raw":"",` + zeros + `"any":null,` + nothing
}

// TestParquetIn: from a Parquet file every command writes what it writes from the same
// rows as JSON Lines.
func TestParquetIn(t *testing.T) {
	rows, lines := rowsOfAll()
	dir := t.TempDir()
	if err := parquet.WriteFile(filepath.Join(dir, "in.parquet"), rows, parquet.MaxRowsPerRowGroup(3)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "in.jsonl"), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"score --format jsonl", "score --format csv", "score --format tsv --explain", "score --format parquet", "score --format text",
		"score --format xlsx", "score --field title", "score --field id", "score --field headline", "features --format csv", "features --format jsonl", "calm --format jsonl", "survey --by read --format json"} {
		var got [2]string
		for i, name := range []string{"in.parquet", "in.jsonl"} {
			var stdout, stderr bytes.Buffer
			out := filepath.Join(dir, "out")
			run(t.Context(), append(strings.Fields(command), "--in", filepath.Join(dir, name), "--out", out), strings.NewReader(""), &stdout, &stderr)
			written, _ := os.ReadFile(out)
			got[i] = string(written) + strings.ReplaceAll(stdout.String()+stderr.String(), name, "in")
		}
		if got[0] != got[1] {
			t.Errorf("%s: got\n%s\nof JSON Lines\n%s", command, got[0], got[1])
		}
	}
}
