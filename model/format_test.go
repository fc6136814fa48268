package model_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/heboh/heboh/model"
)

func save(t testing.TB, m *model.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRoundTrip: a model comes back as it was, to the byte.
func TestRoundTrip(t *testing.T) {
	for name, m := range toys(t) {
		file := save(t, m)
		back, err := model.Load(iotest.OneByteReader(bytes.NewReader(file)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(save(t, back), file) {
			t.Errorf("%s: saved again it has other bytes", name)
		}
		if !reflect.DeepEqual(back.Info(), m.Info()) || back.Sum() != m.Sum() {
			t.Errorf("%s: info %+v, sum %x", name, back.Info(), back.Sum())
		}
		if back.Sum() != sha256.Sum256(file) {
			t.Errorf("%s: its sum is not that of the file", name)
		}
		if again := save(t, compile(t, back.Parts())); !bytes.Equal(again, file) {
			t.Errorf("%s: taken apart and compiled again it has other bytes", name)
		}
		for _, title := range titles()[:300] {
			if back.Predict(title) != m.Predict(title) {
				t.Fatalf("%s: %q scores otherwise when loaded", name, title)
			}
		}
		if !bytes.Equal(file, save(t, compile(t, toyParts(name == "classes")))) {
			t.Errorf("%s: the same parts make other bytes", name)
		}
	}
}

// seal gives a changed file a checksum that fits, so that what is behind the
// checksum is reached.
func seal(file []byte) []byte {
	if len(file) >= sha256.Size {
		body := file[:len(file)-sha256.Size]
		sum := sha256.Sum256(body)
		copy(file[len(body):], sum[:])
	}
	return file
}

// loadFrugally loads a file and fails where that takes more than 16 MB.
func loadFrugally(t *testing.T, file []byte) (*model.Model, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m, err := model.Load(bytes.NewReader(file))
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 16<<20 {
		t.Errorf("loading %d bytes allocated %d", len(file), n)
	}
	return m, err
}

// checkDamaged fails unless loading ends at once, with a typed error or a
// model that scores.
func checkDamaged(t *testing.T, file []byte) error {
	t.Helper()
	m, err := loadFrugally(t, file)
	switch {
	case err == nil:
		if p := m.Score("Geger! Warga 5 Desa Ini Kaget"); math.IsNaN(p) {
			t.Error("a damaged model scores NaN")
		}
		m.Explain("Geger! Warga 5 Desa Ini Kaget")
		if again := save(t, compile(t, m.Parts())); !bytes.Equal(again, save(t, compile(t, compile(t, m.Parts()).Parts()))) {
			t.Error("a model taken apart twice differs")
		}
	case !errors.Is(err, model.ErrFormat) && !errors.Is(err, model.ErrVersion):
		t.Errorf("untyped error: %v", err)
	}
	return err
}

// TestDamaged cuts, flips and overwrites a model file in 10,000 ways, half of
// them with the checksum made to fit.
func TestDamaged(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	r := rand.New(rand.NewPCG(1, 1))
	for name, m := range toys(t) {
		whole := save(t, m)
		for i := range n / 2 {
			file := bytes.Clone(whole)
			at := r.IntN(len(file))
			if r.IntN(2) == 0 {
				at = r.IntN(min(len(file), 4096)) // where the sizes stand
			}
			switch r.IntN(6) {
			case 0:
				file = file[:at]
			case 1:
				file[at] ^= 1 << r.IntN(8)
			case 2:
				copy(file[at:], "\xff\xff\xff\xff\xff\xff\xff\xff")
			case 3:
				binary.LittleEndian.PutUint32(file[min(at, len(file)-4):], r.Uint32())
			case 4: // the other byte order
				word := file[min(at, len(file)-4):][:4]
				slices.Reverse(word)
			case 5:
				file = append(file, file[at:]...)
			}
			same := bytes.Equal(file, whole)
			if i%2 == 0 {
				seal(file)
			} else if err := checkDamaged(t, file); err == nil && !same {
				t.Errorf("%s: damage at %d goes unnoticed", name, at)
			}
			checkDamaged(t, file)
			if t.Failed() {
				t.Fatalf("%s: damage %d at byte %d", name, i, at)
			}
		}
	}
}

// TestBombs: files that promise far more than they hold, at every place where
// a size may stand, sealed so that the promise is read.
func TestBombs(t *testing.T) {
	for name, m := range toys(t) {
		whole := save(t, m)
		for at := 0; at+4 <= min(len(whole), 2048); at++ {
			for _, promise := range []uint32{1 << 24, math.MaxUint32} {
				file := bytes.Clone(whole)
				binary.LittleEndian.PutUint32(file[at:], promise)
				checkDamaged(t, seal(file))
				if t.Failed() {
					t.Fatalf("%s: %d promised at byte %d", name, promise, at)
				}
			}
		}
	}
}

// TestDescriptions: those of many empty things, each of which takes a hundred
// bytes in memory.
func TestDescriptions(t *testing.T) {
	file := save(t, toys(t)["linear"])
	rest := file[48+binary.LittleEndian.Uint32(file[44:]):]
	for _, size := range []int{1 << 10, 64 << 10, 1 << 20} {
		info := `{"data":[{}` + strings.Repeat(",{}", size/3-5) + "]}"
		described := binary.LittleEndian.AppendUint32(bytes.Clone(file[:44]), uint32(len(info)))
		_, err := loadFrugally(t, seal(slices.Concat(described, []byte(info), rest)))
		if big := size > 64<<10; big != errors.Is(err, model.ErrFormat) || !big && err != nil {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	p := toyParts(false)
	p.Info.Description = strings.Repeat("<", 20_000) // six bytes each in JSON
	if err := compile(t, p).Save(io.Discard); err == nil || !strings.Contains(err.Error(), "a description of 120") {
		t.Errorf("a model that cannot be read back is saved: %v", err)
	}
}

// TestRefused names the error for each kind of wrong file.
func TestRefused(t *testing.T) {
	file := save(t, toys(t)["classes"])
	edit := func(at int, b ...byte) []byte {
		f := bytes.Clone(file)
		copy(f[at:], b)
		return seal(f)
	}
	tests := []struct {
		name string
		file []byte
		err  error
		says string
	}{
		{"empty", nil, model.ErrFormat, "does not begin"},
		{"text", []byte(strings.Repeat("text,label\n", 50)), model.ErrFormat, "does not begin"},
		{"head alone", file[:12], model.ErrFormat, "does not begin"},
		{"cut", file[:len(file)/2], model.ErrFormat, "checksum"},
		{"flipped", append(bytes.Clone(file[:len(file)-40]), make([]byte, 40)...), model.ErrFormat, "checksum"},
		{"longer", append(bytes.Clone(file), 0), model.ErrFormat, "checksum"},
		{"earlier version", edit(8, 1), model.ErrVersion, "format 1, this program reads 3; train the model again"},
		{"later version", edit(8, 9), model.ErrVersion, "format 9"},
		{"big-endian version", edit(8, 0, 0, 0, 1), model.ErrVersion, "train the model again"},
		{"other features", edit(12, 1, 2, 3), model.ErrVersion, "other features"},
		{"huge description", edit(44, 0xff, 0xff, 0xff, 0x7f), model.ErrFormat, "description of"},
		{"broken description", edit(48, 'x'), model.ErrFormat, "description"},
	}
	for _, tt := range tests {
		m, err := model.Load(bytes.NewReader(tt.file))
		if m != nil || !errors.Is(err, tt.err) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	bomb := io.MultiReader(bytes.NewReader(file[:44]), zeros{})
	if _, err := model.Load(bomb); !errors.Is(err, model.ErrFormat) || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("endless file: %v", err)
	}
	broken := iotest.ErrReader(os.ErrPermission)
	if _, err := model.Load(broken); !errors.Is(err, os.ErrPermission) {
		t.Errorf("broken reader: %v", err)
	}
	if _, err := model.Load(io.MultiReader(bytes.NewReader(file[:100]), broken)); !errors.Is(err, os.ErrPermission) {
		t.Errorf("reader broken later: %v", err)
	}
}

// zeros is an endless file.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestLoadFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "toy.heboh")
	if err := os.WriteFile(path, save(t, toys(t)["linear"]), 0o644); err != nil {
		t.Fatal(err)
	}
	if m, err := model.LoadFile(path); err != nil || m.Info().Name != "toy" {
		t.Errorf("%v", err)
	}
	if err := os.Truncate(path, 1000); err != nil {
		t.Fatal(err)
	}
	if _, err := model.LoadFile(path); !errors.Is(err, model.ErrFormat) || !strings.Contains(err.Error(), path) {
		t.Errorf("a cut file: %v", err)
	}
	if _, err := model.LoadFile(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	p := toyParts(true)
	for h := range p.Heads {
		p.Heads[h].NGrams = model.NGrams{LogBuckets: 4}
	}
	p.Shared = model.SharedNGrams{LogSlots: 4}
	f.Add(save(f, compile(f, p)), true)
	p.Classes = nil
	f.Add(save(f, compile(f, p)), false)
	f.Add([]byte("HEBOH\r\n\x1a\x03\x00\x00\x00"), true)
	f.Fuzz(func(t *testing.T, file []byte, sealed bool) {
		if sealed {
			file = seal(bytes.Clone(file))
		}
		checkDamaged(t, file)
	})
}
