package train

// Strengths of the n-gram stages, chosen by cross-validation on CLICK-ID and
// gold.
const (
	gramL2         = 8.0     // penalty
	minTexts       = 2       // texts that must hold an n-gram,
	textsMore      = 200_000 // and one more per so many texts: the table is small
	gramIterations = 60
)

// Names of the columns.
const (
	ngramColumn   = "ngrams"
	relatedColumn = "related"
)

// ngrams is the stage of a logistic regression over n-grams.
type ngrams struct {
	vocab *vocabulary
	rows  *sparseRows
	based *sparseRows // the rows to fit, with the columns of base rates
}

func (*ngrams) name() string { return ngramColumn }
func (*ngrams) sign() int    { return 1 }

func (s *ngrams) fit(l *lesson) column {
	return &fittedNGrams{s, fitSparse(s.based, l.rows, l.target, l.weight, gramL2, gramIterations)}
}

// among is the stage restricted to the n-grams that occur at least twice in the
// given texts, without base rates.
func (s *ngrams) among(texts []int) *ngrams {
	columns := s.rows.held(texts, minTexts)
	rows := s.rows.pick(texts, columns)
	return &ngrams{s.vocab.pick(columns), rows, rows}
}

// fittedNGrams is the column of n-grams.
type fittedNGrams struct {
	*ngrams
	*linear
}

// score is the log-odds of a text.
func (f *fittedNGrams) score(i int) float64 { return f.logOdds(f.rows.row(i), f.rows.scale[i]) }

func (f *fittedNGrams) value(i int) float64 { return f.score(i) - f.bias }

func (f *fittedNGrams) compile(weight float64, to *compiled) {
	to.addGrams(f.vocab, f.weights, weight)
}

// relatedLabel is the stage of n-grams that know a related label, clickbait
// beside sensational. Related examples share no headline with the examples, so
// one fit serves all folds.
type relatedLabel struct{ *fittedNGrams }

func (relatedLabel) name() string { return relatedColumn }
func (relatedLabel) sign() int    { return 0 }

func (r relatedLabel) fit(*lesson) column { return r.fittedNGrams }

func fitRelated(s *ngrams, l *lesson) *relatedLabel {
	return &relatedLabel{&fittedNGrams{s, fitSparse(s.rows, l.rows, l.target, l.weight, gramL2, gramIterations)}}
}
