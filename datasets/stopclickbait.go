package datasets

import (
	"bufio"
	"errors"
)

// stopClickbaitLabels maps the names of the set's two lists to their labels.
var stopClickbaitLabels = map[string]string{
	"clickbait_data": "1", "clickbait_data.txt": "1",
	"non_clickbait_data": "0", "non_clickbait_data.txt": "0",
}

// stopClickbait reads Stop Clickbait's lists: one English headline a line,
// blank lines between, and nothing but the file's name to say which they are.
type stopClickbait struct {
	lines lines
	label string
}

func newStopClickbait(br *bufio.Reader, name string) (*stopClickbait, error) {
	label, ok := stopClickbaitLabels[plainName(name)]
	if !ok {
		return nil, errors.New("the label of a Stop Clickbait list is in its name: wanted clickbait_data.gz or non_clickbait_data.gz")
	}
	return &stopClickbait{lines: lines{r: br}, label: label}, nil
}

func (s *stopClickbait) next() (row, error) {
	text, err := nextFull(&s.lines)
	if err != nil {
		return row{}, err
	}
	r := row{line: s.lines.line}
	r.set(fText, string(text))
	r.set(fLabel, s.label)
	r.set(fLang, "en")
	return r, nil
}
