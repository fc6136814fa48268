package datasets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// RemoteFile is one file of a set, pinned by size and checksum.
type RemoteFile struct {
	Name   string `json:"name"`          // on disk
	URL    string `json:"url,omitempty"` // where it is published, at a fixed commit
	Size   int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // lower-case hexadecimal
	Rows   int    `json:"rows"`   // labelled rows as published, repeats included
}

// Set is a data set the registry knows.
type Set struct {
	Name        string       `json:"name"` // as in "heboh datasets get NAME"
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Measures    string       `json:"measures"` // what a label of 1 means in it
	Lang        string       `json:"lang"`
	Licence     string       `json:"licence"` // SPDX identifier
	Citation    string       `json:"citation"`
	DOI         string       `json:"doi,omitempty"` // without the resolver's address
	Homepage    string       `json:"homepage"`
	Commit      string       `json:"commit,omitempty"` // that the files are pinned to; "" for the embedded set
	Files       []RemoteFile `json:"files"`
}

// Rows is the number of labelled rows in all files of the set.
func (s Set) Rows() int {
	n := 0
	for _, f := range s.Files {
		n += f.Rows
	}
	return n
}

// Size is the size of all files of the set in bytes.
func (s Set) Size() int64 {
	var n int64
	for _, f := range s.Files {
		n += f.Size
	}
	return n
}

// Embedded reports whether the set is part of this package and needs no
// download.
func (s Set) Embedded() bool { return s.Name == sampleName }

// registry describes the sets; the files of the sample are those embedded.
//
//go:embed registry.json
var registry []byte

// List returns the known sets, always in the same order. The caller may change
// what it gets.
func List() []Set {
	var all []Set
	if err := json.Unmarshal(registry, &all); err != nil {
		panic(err) // a fault of the build, which a test finds
	}
	for i := range all {
		if all[i].Embedded() {
			_, files := readSample()
			all[i].Files = slices.Clone(files)
		}
	}
	return all
}

// Lookup finds a set by name. The error names the sets there are.
func Lookup(name string) (Set, error) {
	var names []string
	for _, s := range List() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Set{}, fmt.Errorf("no data set %q; there are %s", name, strings.Join(names, ", "))
}

const sampleName = "sample"

//go:embed sample/*.tsv
var sampleFiles embed.FS

// readSample reads the sample set once. Embedded files that cannot be read are a
// fault of the build, which a test finds.
var readSample = sync.OnceValues(func() (examples []Example, files []RemoteFile) {
	entries, err := sampleFiles.ReadDir(sampleName) // in lexical order
	for _, entry := range entries {
		path := sampleName + "/" + entry.Name()
		content, failed := sampleFiles.ReadFile(path)
		found, bad := Read(bytes.NewReader(content), path, Options{})
		err = errors.Join(err, failed, bad)
		sum := sha256.Sum256(content)
		examples = append(examples, found...)
		files = append(files, RemoteFile{Name: entry.Name(), Size: int64(len(content)), Rows: len(found), SHA256: hex.EncodeToString(sum[:])})
	}
	if err != nil {
		panic(err)
	}
	return examples, files
})

// Sample returns the sample set: Indonesian and English titles written for
// this project and labelled by its rubric, to train on without any download. The
// caller may change the slice.
func Sample() []Example {
	examples, _ := readSample()
	return slices.Clone(examples)
}
