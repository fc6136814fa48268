package model

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/heboh/heboh/features"
)

// A model file is, numbers little-endian:
//
//	8 bytes   magic "HEBOH\r\n\x1a"
//	uint32    format version
//	32 bytes  fingerprint of the features it was trained on
//	uint32    length of Info as JSON, then the JSON
//	uint32    number of word classes, 0 for none: coarse class of each as uint16,
//	          uint8 log2 of the number of slots, slots as uint32
//	          each head: float64s intercept, slope, offset, threshold, one weight
//	          per cue
//	          each verdict: uint8 log2 of the number of n-gram buckets, float64 scale, buckets
//	uint8     log2 of the number of shared slots, float64 scale of each device, slots
//	32 bytes  SHA-256 of all before
const (
	magic         = "HEBOH\r\n\x1a"
	formatVersion = 3
	maxInfo       = 64 << 10 // in memory it may take a hundred times as much
	// MaxFileSize bounds a model file, in bytes; Load refuses a longer one.
	MaxFileSize = 4 << 20
)

// Errors that Load and LoadFile wrap.
var (
	// ErrFormat: not a model file, cut short, or damaged.
	ErrFormat = errors.New("not a valid model file")
	// ErrVersion: made by another version of the program; train it again.
	ErrVersion = errors.New("model of another version")
)

// Save writes the model. The bytes depend on the model alone.
func (m *Model) Save(w io.Writer) error {
	file, err := m.file()
	if err != nil {
		return fmt.Errorf("saving model: %w", err)
	}
	if _, err := w.Write(file); err != nil {
		return fmt.Errorf("saving model: %w", err)
	}
	return nil
}

// Sum is the SHA-256 of the model's file, as sha256sum prints it.
func (m *Model) Sum() [sha256.Size]byte {
	if m.sum != [sha256.Size]byte{} {
		return m.sum
	}
	file, err := m.file() // compiled or embedded, not read from a file
	if err != nil {
		return m.sum
	}
	return sha256.Sum256(file)
}

// file returns the bytes of the model's file.
func (m *Model) file() ([]byte, error) {
	if len(m.info) > maxInfo {
		return nil, fmt.Errorf("a description of %d bytes, more than the %d that Load accepts", len(m.info), maxInfo)
	}
	fp := features.Fingerprint()
	c := coder{b: binary.LittleEndian.AppendUint32([]byte(magic), formatVersion)}
	c.field(fp[:])
	c.model(m)
	sum := sha256.Sum256(c.b)
	c.field(sum[:])
	if len(c.b) > MaxFileSize {
		return nil, fmt.Errorf("%d bytes, more than the %d that Load accepts", len(c.b), MaxFileSize)
	}
	return c.b, c.err
}

// LoadFile reads the model file at path.
func LoadFile(path string) (*Model, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := Load(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// Load reads a model. Whatever the bytes, it returns a Model or an error that
// wraps ErrFormat or ErrVersion (or the reader's own), never panics, and holds
// no more than MaxFileSize of them.
func Load(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading model: %w", err)
	}
	m, err := parse(data, true)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(m.info, new(Info)); err != nil {
		return nil, fmt.Errorf("%w: description: %w", ErrFormat, err)
	}
	return m, nil
}

const headSize = len(magic) + 4

// parse decodes a model file. The embedded file is not verified again: a
// test does that.
func parse(data []byte, verify bool) (*Model, error) {
	if len(data) < headSize+sha256.Size || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin as one", ErrFormat)
	}
	if v := binary.LittleEndian.Uint32(data[len(magic):]); v != formatVersion {
		return nil, fmt.Errorf("%w: format %d, this program reads %d; train the model again", ErrVersion, v, formatVersion)
	}
	if len(data) > MaxFileSize {
		return nil, fmt.Errorf("%w: longer than %d bytes", ErrFormat, MaxFileSize)
	}
	body := data[:len(data)-sha256.Size]
	m := &Model{}
	if verify {
		h := sha256.New()
		h.Write(body)
		if !bytes.Equal(h.Sum(nil), data[len(body):]) {
			return nil, fmt.Errorf("%w: checksum does not match, it is cut short or damaged", ErrFormat)
		}
		h.Write(data[len(body):])
		m.sum = [sha256.Size]byte(h.Sum(nil))
	}
	fp, ours := [sha256.Size]byte{}, features.Fingerprint()
	c := coder{b: body[headSize:], reading: true}
	if c.field(fp[:]); fp != ours {
		return nil, fmt.Errorf("%w: trained on other features than this program computes; train it again", ErrVersion)
	}
	c.model(m)
	if c.err == nil && len(c.b) > 0 {
		c.err = errors.New("it goes on after its end")
	}
	if err := cmp.Or(c.err, m.check()); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return m, nil
}
