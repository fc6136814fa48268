package model

import (
	"bytes"
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
//	float64s  intercept, slope, offset, threshold, one weight a cue
//	uint8     log2 of the number of n-gram buckets, float64 scale, buckets
//	float64s  each device: intercept, slope, offset, one weight a cue, scale
//	uint8     log2 of the number of device slots, slots
//	uint8     1 if a net follows: its widths, blocks, words, tables, filters
//	32 bytes  SHA-256 of all before
const (
	magic         = "HEBOH\r\n\x1a"
	formatVersion = 1
	maxInfo       = 1 << 20
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
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer does not fail
	b.WriteString(magic)
	put(uint32(formatVersion))
	fp := features.Fingerprint()
	b.Write(fp[:])
	info, err := json.Marshal(m.info)
	if err != nil {
		return fmt.Errorf("saving model: %w", err)
	}
	put(uint32(len(info)))
	b.Write(info)
	put([]float64{m.bias, m.slope, m.offset, m.threshold})
	put(m.cues[:])
	b.WriteByte(byte(64 - m.grams.shift))
	put(m.grams.scale)
	put(m.grams.buckets)
	for d := range m.heads {
		h := &m.heads[d]
		put([]float64{h.bias, h.slope, h.offset})
		put(h.cues[:])
		put(m.deviceGrams.scale[d])
	}
	b.WriteByte(byte(64 - m.deviceGrams.shift))
	put(m.deviceGrams.slots)
	if m.net == nil {
		b.WriteByte(0)
	} else {
		b.WriteByte(1)
		m.net.encode(put)
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	if b.Len() > MaxFileSize {
		return fmt.Errorf("saving model: %d bytes, more than %d that Load accepts", b.Len(), MaxFileSize)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("saving model: %w", err)
	}
	return nil
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
	var head [headSize]byte
	switch _, err := io.ReadFull(r, head[:]); {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return nil, errNotModel
	case err != nil:
		return nil, fmt.Errorf("reading model: %w", err)
	}
	if err := checkHead(head[:]); err != nil { // before reading on
		return nil, err
	}
	var b bytes.Buffer
	if l, ok := r.(interface{ Len() int }); ok {
		b.Grow(min(headSize+l.Len(), MaxFileSize) + bytes.MinRead)
	}
	b.Write(head[:])
	if _, err := b.ReadFrom(io.LimitReader(r, int64(MaxFileSize+1-headSize))); err != nil {
		return nil, fmt.Errorf("reading model: %w", err)
	}
	return parse(b.Bytes(), true)
}

const headSize = len(magic) + 4

var errNotModel = fmt.Errorf("%w: it does not begin as one", ErrFormat)

// checkHead checks the magic and the version.
func checkHead(head []byte) error {
	if string(head[:len(magic)]) != magic {
		return errNotModel
	}
	if v := binary.LittleEndian.Uint32(head[len(magic):]); v != formatVersion {
		return fmt.Errorf("%w: format %d, this program reads %d; train the model again", ErrVersion, v, formatVersion)
	}
	return nil
}

// parse decodes a model file. The checksum of a file that is part of the
// program, which tests have verified, is taken as read.
func parse(data []byte, verify bool) (*Model, error) {
	if len(data) < headSize+sha256.Size {
		return nil, errNotModel
	}
	if len(data) > MaxFileSize {
		return nil, fmt.Errorf("%w: longer than %d bytes", ErrFormat, MaxFileSize)
	}
	if err := checkHead(data); err != nil {
		return nil, err
	}
	body := data[:len(data)-sha256.Size]
	m := &Model{sum: [sha256.Size]byte(data[len(body):])}
	if verify && sha256.Sum256(body) != m.sum {
		return nil, fmt.Errorf("%w: checksum does not match, it is cut short or damaged", ErrFormat)
	}
	d := decoder{b: body[headSize:]}
	if fp := features.Fingerprint(); !bytes.Equal(d.bytes(len(fp)), fp[:]) {
		return nil, fmt.Errorf("%w: trained on other features than this program computes; train it again", ErrVersion)
	}
	if err := d.model(m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return m, nil
}
