package records

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

// maxFront bounds front matter in bytes; its parsers recurse.
const maxFront = 64 << 10

// frontField is a top-level field of front matter.
type frontField struct {
	name  string
	value any // a string, or anything else that is not text
	line  int // 0: not known
}

// newFrontMatter makes a line of JSON of the headline in a file's front matter,
// as far down as the headline's name stands in the file. Front matter stands
// between two lines of ---, as YAML, or of +++, as TOML, or is a JSON object. A
// file without any has no headline.
func newFrontMatter(r io.Reader, field string) (io.Reader, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFront))
	if err != nil {
		return nil, err
	}
	text := strings.TrimLeft(string(data), " \t\r\n")
	above := data[:len(data)-len(text)]
	first, rest, _ := strings.Cut(text, "\n")
	body := ""
	var fields []frontField
	switch fence := strings.TrimSpace(first); {
	case fence == "---", fence == "+++":
		front, closed := untilFence(rest, fence)
		if !closed && len(data) == maxFront {
			return nil, fmt.Errorf("front matter: no closing %s within %d bytes", fence, maxFront)
		}
		// Blank lines stand for those above, so that the parsers count right.
		body = strings.Repeat("\n", strings.Count(string(above), "\n")+1) + front
		if fence == "---" {
			fields, err = yamlFields([]byte(body))
		} else {
			fields, err = mapFields(func(all any) error { return toml.Unmarshal([]byte(body), all) })
		}
	case strings.HasPrefix(fence, "{"):
		body = string(data)
		fields, err = mapFields(json.NewDecoder(strings.NewReader(body)).Decode) // what follows is the page's text
	default:
		return strings.NewReader(""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	return frontLine(fields, body, field)
}

// untilFence returns the lines up to the closing fence, or all of them.
func untilFence(text, fence string) (front string, closed bool) {
	n := 0
	for line := range strings.Lines(text) {
		if strings.TrimRight(line, " \t\r\n") == fence {
			return text[:n], true
		}
		n += len(line)
	}
	return text, false
}

func yamlFields(body []byte) (fields []frontField, err error) {
	var doc yaml.Node // holds aliases, so that nothing is expanded
	if err := yaml.Unmarshal(body, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil
	}
	for pair := range slices.Chunk(doc.Content[0].Content, 2) {
		f := frontField{name: pair[0].Value, line: pair[0].Line}
		value := pair[1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		switch {
		case value.Kind == yaml.ScalarNode && value.Tag == "!!null":
			f.value = ""
		case value.Kind == yaml.ScalarNode:
			f.value = value.Value
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// mapFields are the fields that decode puts into a map.
func mapFields(decode func(any) error) (fields []frontField, err error) {
	var all map[string]any
	if err := decode(&all); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fields = append(fields, frontField{name: name, value: all[name]})
	}
	return fields, nil
}

// frontLine writes the field that holds the headline.
func frontLine(fields []frontField, body, field string) (io.Reader, error) {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	at := findText(field, len(names), func(i int) string { return names[i] })
	if at < 0 {
		return nil, errors.New(missing(field, names, "field", "front matter").Msg + fieldHint)
	}
	f := fields[at]
	if f.line == 0 {
		f.line = lineOf(body, f.name)
	}
	value, err := json.Marshal(f.value)
	if err != nil {
		return nil, err
	}
	if text, ok := f.value.(string); ok {
		value = AppendString(nil, strings.Join(strings.Fields(text), " "))
	}
	key := AppendString(nil, f.name)
	return strings.NewReader(strings.Repeat("\n", f.line-1) + "{" + string(key) + ":" + string(value) + "}\n"), nil
}

// lineOf is the line on which a name is given a value.
func lineOf(body, name string) int {
	line := 0
	for text := range strings.Lines(body) {
		line++
		if end := strings.IndexAny(text, ":="); end >= 0 && strings.Trim(text[:end], " \t{,\"'") == name {
			return line
		}
	}
	return 1
}
