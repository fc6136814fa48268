package datasets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"sync"
)

const sampleName = "sample"

//go:embed sample/*.tsv
var sampleFiles embed.FS

// sampleData is the sample set, read once. Embedded files that cannot be read are
// a fault of the build, which a test finds.
type sampleData struct {
	examples []Example
	files    []RemoteFile
}

var readSample = sync.OnceValue(func() (all sampleData) {
	names, err := fs.Glob(sampleFiles, "sample/*.tsv") // in lexical order
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		content, err := sampleFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		examples, err := Read(bytes.NewReader(content), name, Options{})
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(content)
		all.examples = append(all.examples, examples...)
		all.files = append(all.files, RemoteFile{
			Name: path.Base(name), Path: name, Size: int64(len(content)), Rows: len(examples), SHA256: hex.EncodeToString(sum[:]),
		})
	}
	return all
})

// Sample returns the sample set: Indonesian and English titles written for
// this project and labelled by its rubric, so that there is something to train
// on without any download. They are part of the binary, in a fixed order; the
// caller may change the slice.
func Sample() []Example {
	return slices.Clone(readSample().examples) // a test holds the files to being clean
}

func sampleSet() Set {
	return Set{
		Name:  sampleName,
		Title: "Heboh sample",
		Description: "Indonesian and English titles written for this project, none taken from a publisher, " +
			"each with an intensity and the devices it uses. For trying things out; too small to judge a model by.",
		Measures: "sensational: intensity 2 or more by the rubric",
		Lang:     "id, en",
		Licence:  "Apache-2.0",
		Citation: "The Heboh authors: the Heboh sample set, github.com/heboh/heboh.",
		Homepage: "https://github.com/heboh/heboh",
		Files:    slices.Clone(readSample().files),
	}
}
