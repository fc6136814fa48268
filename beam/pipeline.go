package heboh

import (
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"

	"github.com/heboh/heboh/internal/records"
)

func init() { beam.RegisterFunction(kindOf); beam.RegisterType(reflect.TypeOf(fileio.FileMetadata{})) }

// Label reads the files that the patterns match, crawls by the extensions .warc and
// .wat, and labels them. It returns PCollections of Rows and of Bad.
func Label(s beam.Scope, patterns []string, field string, o Options) (labelled, bad beam.PCollection) {
	s = s.Scope("heboh.Label")
	files := fileio.MatchAll(s, beam.CreateList(s, patterns), fileio.MatchEmptyDisallow())
	titles, crawls := beam.ParDo2(s, kindOf, beam.Reshuffle(s, files))
	batches, unread := ReadTitles(s, titles, field)
	scored, wrong := ScoreTitles(s, batches, o)
	found, damaged := ExtractLinks(s, crawls, o)
	return beam.Flatten(s, scored, found), beam.Flatten(s, unread, wrong, damaged)
}

func kindOf(f fileio.FileMetadata, titles, crawls func(fileio.FileMetadata)) {
	if bare := records.Bare(f.Path); strings.HasSuffix(bare, ".warc") || strings.HasSuffix(bare, ".wat") {
		crawls(f)
	} else {
		titles(f)
	}
}
