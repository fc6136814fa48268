package heboh

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// source is an open file. Its own errors are worth another try, unlike those of what
// it holds.
type source struct {
	io.Reader
	failed error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && err != io.EOF {
		s.failed = err
	}
	return n, err
}

func open(ctx context.Context, path string, read func(*source) error) error {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return err
	}
	defer fs.Close()
	f, err := fs.OpenRead(ctx, path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := &source{Reader: f}
	return errors.Join(read(s), s.failed)
}

// copied is a copy on disk, already without a name, of a file whose end is read first.
func copied(r io.Reader) (*os.File, error) {
	f, err := os.CreateTemp("", "heboh-")
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(f, r); err != nil {
		f.Close()
		return nil, errors.Join(err, os.Remove(f.Name()))
	}
	return f, os.Remove(f.Name())
}
