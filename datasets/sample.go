package datasets

import (
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

// sampleData is the sample set, read once.
type sampleData struct {
	examples []Example
	files    []RemoteFile
	err      error
}

var readSample = sync.OnceValue(func() sampleData {
	var all sampleData
	problems := &Errors{}
	names, err := fs.Glob(sampleFiles, "sample/*.tsv") // in lexical order
	problems.collect(err, sampleName)
	for _, name := range names {
		examples, file, err := readEmbedded(name)
		problems.collect(err, name)
		all.examples = append(all.examples, examples...)
		all.files = append(all.files, file)
	}
	all.err = problems.orNil()
	return all
})

func readEmbedded(name string) ([]Example, RemoteFile, error) {
	f, err := sampleFiles.Open(name)
	if err != nil {
		return nil, RemoteFile{}, err
	}
	defer f.Close()
	content, err := sampleFiles.ReadFile(name)
	if err != nil {
		return nil, RemoteFile{}, err
	}
	examples, err := Read(f, name, Options{})
	sum := sha256.Sum256(content)
	return examples, RemoteFile{
		Name: path.Base(name), Path: name, Size: int64(len(content)), Rows: len(examples),
		SHA256: hex.EncodeToString(sum[:]),
	}, err
}

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
