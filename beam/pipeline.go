package heboh

import (
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"

	"github.com/heboh/heboh/internal/records"
)

func init() { beam.RegisterFunction(kindOf); beam.RegisterType(reflect.TypeOf(fileio.FileMetadata{})) }

// Label labels the files that the patterns match, crawls by the extensions .warc and
// .wat.
func Label(s beam.Scope, patterns []string, o Options) Labelled {
	s = s.Scope("heboh.Label")
	files := fileio.MatchAll(s, beam.CreateList(s, patterns), fileio.MatchEmptyDisallow())
	titles, crawls := beam.ParDo2(s, kindOf, beam.Reshuffle(s, files))
	a, b := ScoreTitles(s, titles, o), ExtractLinks(s, crawls, o)
	return Labelled{beam.Flatten(s, a.Parts, b.Parts), beam.Flatten(s, a.Bad, b.Bad), beam.Flatten(s, a.Counts, b.Counts)}
}

func kindOf(f fileio.FileMetadata, titles, crawls func(fileio.FileMetadata)) {
	if bare := records.Bare(f.Path); strings.HasSuffix(bare, ".warc") || strings.HasSuffix(bare, ".wat") {
		crawls(f)
	} else {
		titles(f)
	}
}
