package records

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
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

// TestParquetDecimals: decimals have their point, whatever they are stored as.
func TestParquetDecimals(t *testing.T) {
	type row struct {
		Text  string  `parquet:"text"`
		Price int32   `parquet:"price,decimal(2:9)"`
		Share int64   `parquet:"share,decimal(3:18)"`
		Long  [9]byte `parquet:"long,decimal(20:21)"`
		Count int32   `parquet:"count,decimal(0:9)"`
	}
	path := filepath.Join(t.TempDir(), "in.parquet")
	long := [9]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 0} // -2^64
	if err := parquet.WriteFile(path, []row{{"satu", -1234, 5, long, 7}, {"dua", -5, -1000, [9]byte{8: 1}, -7}, {Text: "tiga"}}); err != nil {
		t.Fatal(err)
	}
	want := "1 satu [price=-12.34] [share=0.005] [long=-0.18446744073709551616] [count=7]\n" +
		"2 dua [price=-0.05] [share=-1.000] [long=0.00000000000000000001] [count=-7]\n" +
		"3 tiga [price=0.00] [share=0.000] [long=0.00000000000000000000] [count=0]\n"
	if got := readAll(&Reader{Inputs: []Input{{Name: path}}}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}

	endless := parquet.NewSchema("x", parquet.Group{"text": parquet.String(), "d": parquet.Decimal(1<<30, 1<<30, parquet.ByteArrayType)})
	if err := parquet.WriteFile(path, []any{map[string]any{"text": "satu", "d": "1"}}, endless); err != nil {
		t.Fatal(err)
	}
	if got := readAll(&Reader{Inputs: []Input{{Name: path}}}); !strings.Contains(got, "column d: decimals of 1073741824 digits") {
		t.Errorf("got %s", got)
	}
}

// TestParquetInt96: times of the kind that Spark writes are read as times.
func TestParquetInt96(t *testing.T) {
	type row struct {
		Text string           `parquet:"text"`
		At   deprecated.Int96 `parquet:"at"`
	}
	const nanoseconds = 81255001 * 1000_000 // 22:34:15.001
	path := filepath.Join(t.TempDir(), "in.parquet")
	if err := parquet.WriteFile(path, []row{{"satu", deprecated.Int96{nanoseconds % (1 << 32), nanoseconds >> 32, 2459945}}}); err != nil {
		t.Fatal(err)
	}
	if got, want := readAll(&Reader{Inputs: []Input{{Name: path}}}), "1 satu [at=2022-12-31T22:34:15.001Z]\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestParquetStatistics: the least and the greatest value may be long.
func TestParquetStatistics(t *testing.T) {
	type row struct {
		Text string `parquet:"text"`
		Body string `parquet:"body"`
	}
	path := filepath.Join(t.TempDir(), "in.parquet")
	body := strings.Repeat("isi berita ", 1<<20/11*9/10)
	if err := parquet.WriteFile(path, []row{{"satu", body}, {"dua", "z" + body}}, parquet.DataPageStatistics(true)); err != nil {
		t.Fatal(err)
	}
	if got := readAll(&Reader{Inputs: []Input{{Name: path}}}); !strings.HasPrefix(got, "1 satu [body=isi") || !strings.Contains(got, "\n2 dua") {
		t.Errorf("got %.200q", got)
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
