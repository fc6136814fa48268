package train

import (
	"errors"

	"github.com/sjwhitworth/golearn/base"
)

// ErrGolearnFile is what saving or loading a classifier in golearn's own file
// format returns: a crafted file of that format exhausts memory or hangs its
// reader.
var ErrGolearnFile = errors.New("train: golearn's file format is not supported; compile the classifier and write it with model.Save, read it with model.Load")

// unsaved gives a classifier the methods of golearn's Classifier that deal with
// files; all return ErrGolearnFile.
type unsaved struct{}

// Save returns ErrGolearnFile.
func (unsaved) Save(string) error { return ErrGolearnFile }

// Load returns ErrGolearnFile.
func (unsaved) Load(string) error { return ErrGolearnFile }

// SaveWithPrefix returns ErrGolearnFile.
func (unsaved) SaveWithPrefix(*base.ClassifierSerializer, string) error { return ErrGolearnFile }

// LoadWithPrefix returns ErrGolearnFile.
func (unsaved) LoadWithPrefix(*base.ClassifierDeserializer, string) error { return ErrGolearnFile }

// metadata describes a classifier to golearn's ensembles.
func metadata(name string) base.ClassifierMetadataV1 {
	return base.ClassifierMetadataV1{FormatVersion: 1, ClassifierName: name, ClassifierVersion: "1"}
}
