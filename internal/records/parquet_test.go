package records

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// parquetRow has a column of every sort.
type parquetRow struct {
	Text  string    `parquet:"text"`
	ID    int64     `parquet:"id"`
	Big   uint64    `parquet:"big"`
	Score float64   `parquet:"score"`
	Read  bool      `parquet:"read"`
	At    time.Time `parquet:"at,timestamp(microsecond)"`
	Day   int32     `parquet:"day,date"`
	Raw   []byte    `parquet:"raw"`
	Maybe *string   `parquet:"maybe,optional"`
	Tags  []string  `parquet:"tags,list"`
	JSON  string    `parquet:"json,json"`
	By    struct {
		Name string `parquet:"name"`
	} `parquet:"by"`
}

func parquetFile(t *testing.T, rows []parquetRow) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.parquet")
	if err := parquet.WriteFile(path, rows, parquet.MaxRowsPerRowGroup(3)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestParquet(t *testing.T) {
	some := "ya"
	rows := []parquetRow{
		{Text: "satu \"a\"\n", ID: -7, Big: 1<<64 - 1, Score: .1, Read: true, At: time.UnixMicro(1700000000123456), Day: 19000, Raw: []byte{0xff}, Maybe: &some, Tags: []string{"x", "y"}, JSON: "{\"a\":\n [1]}"},
		{Text: "dua", JSON: "null"}, {Text: "tiga", JSON: "3"}, {Text: "empat", JSON: "4"},
	}
	rows[0].By.Name = "ani"
	got := strings.Split(readAll(&Reader{Field: "text", Inputs: []Input{{Name: parquetFile(t, rows)}}}), "\n")
	want := `1 satu "a"`
	if len(got) != 6 || got[0] != want {
		t.Fatalf("got %q", got)
	}
	want = ` [id=-7] [big=18446744073709551615] [score=0.1] [read=true] [at=2023-11-14T22:13:20.123456Z] [day=2022-01-08]` +
		` [raw=/w==] [maybe=ya] [tags=["x","y"]] [json={"a":[1]}] [by={"name":"ani"}]`
	if got[1] != want {
		t.Errorf("got  %s\nwant %s", got[1], want)
	}
	if !strings.HasPrefix(got[2], "2 dua [id=0]") || !strings.Contains(got[2], "[maybe=null]") || !strings.HasPrefix(got[4], "4 empat") {
		t.Errorf("got %q", got)
	}
}

// TestParquetRows: a row that is too long or has no headline costs no other.
func TestParquetRows(t *testing.T) {
	type row struct {
		Text string `parquet:"text,dict"`
	}
	const most = 1000
	long := strings.Repeat("panjang ", most/8+1)
	path := filepath.Join(t.TempDir(), "in.parquet")
	if err := parquet.WriteFile(path, []row{{"satu"}, {long}, {""}, {strings.Repeat("x", most-2)}, {long}, {"enam"}}); err != nil {
		t.Fatal(err)
	}
	want := "1 satu\n! " + path + ":2: " + tooLong(most).Msg + "\n! " + path + ":3: text: empty"
	got := readAll(&Reader{Inputs: []Input{{Name: path}}, MaxLine: most})
	if !strings.HasPrefix(got, want) || !strings.Contains(got, "\n4 xx") || !strings.Contains(got, "in.parquet:5: longer") || !strings.HasSuffix(got, "\n6 enam\n") {
		t.Errorf("got %.600q", got)
	}
}

// TestParquetDamaged: whatever byte is wrong, reading ends without a panic.
func TestParquetDamaged(t *testing.T) {
	path := parquetFile(t, []parquetRow{{Text: "satu", JSON: "1", Tags: []string{"x"}}, {Text: "dua", JSON: "2"}})
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += 7 {
		broken := append([]byte(nil), whole...)
		broken[at] ^= 0x55
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		readAll(&Reader{Field: "text", Inputs: []Input{{Name: path}}})
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if got := readAll(&Reader{Field: "text", Inputs: []Input{{Name: path}}}); !strings.Contains(got, "not a whole Parquet file") {
		t.Errorf("cut: %q", got)
	}
}
