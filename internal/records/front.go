package records

import (
	"bufio"
	"bytes"
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

// newFrontMatter makes a line of JSON of the headline in a file's front matter,
// as far down as the headline's name stands in the file. Front matter stands
// between two lines of ---, as YAML, or of +++, as TOML, or is a JSON object. A
// file without any has no headline.
func newFrontMatter(r io.Reader, names []string) (io.Reader, error) {
	limited := &io.LimitedReader{R: r, N: maxFront}
	in := bufio.NewReader(limited)
	above, first, err := firstLine(in)
	if err != nil {
		return nil, err
	}
	// Blank lines stand for those above, so that the parsers count right.
	body := bytes.NewBuffer(bytes.Repeat([]byte("\n"), above))
	var fields []frontField
	switch fence := strings.TrimSpace(first); {
	case fence == "---", fence == "+++":
		body.WriteByte('\n')
		closed, err := untilFence(in, fence, body)
		if err != nil {
			return nil, err
		}
		if !closed && limited.N == 0 {
			return nil, fmt.Errorf("front matter: no closing %s within %d bytes", fence, maxFront)
		}
		parse := tomlFields
		if fence == "---" {
			parse = yamlFields
		}
		if fields, err = parse(body.Bytes()); err != nil {
			return nil, fmt.Errorf("front matter: %w", err)
		}
	case strings.HasPrefix(fence, "{"):
		fields, err = jsonFields(io.TeeReader(io.MultiReader(strings.NewReader(first), in), body))
	default:
		return strings.NewReader(""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	return frontLine(fields, body.String(), names)
}

// firstLine reads up to the first line that is not blank; above is the number
// of lines before it.
func firstLine(in *bufio.Reader) (above int, line string, err error) {
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return above, line, nil
		}
		if err != nil || strings.TrimSpace(line) != "" {
			return above, line, err
		}
		above++
	}
}

// untilFence copies the lines up to the closing fence, or the end of the file.
func untilFence(in *bufio.Reader, fence string, to *bytes.Buffer) (closed bool, err error) {
	for {
		line, err := in.ReadString('\n')
		if strings.TrimRight(line, " \t\r\n") == fence {
			return true, nil
		}
		to.WriteString(line)
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// frontField is a top-level field of front matter.
type frontField struct {
	name  string
	value any // a string, or anything else that is not text
	line  int // 0: not known
}

func yamlFields(body []byte) (fields []frontField, err error) {
	var doc yaml.Node // holds aliases, so that nothing is expanded
	if err := yaml.Unmarshal(body, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		f := frontField{name: pairs[i].Value, line: pairs[i].Line}
		value := pairs[i+1]
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

func tomlFields(body []byte) ([]frontField, error) {
	var all map[string]any
	if err := toml.Unmarshal(body, &all); err != nil {
		return nil, err
	}
	return sortedFields(all), nil
}

// jsonFields decodes one object; what follows it is the text of the page.
func jsonFields(r io.Reader) ([]frontField, error) {
	var all map[string]any
	if err := json.NewDecoder(r).Decode(&all); err != nil {
		return nil, err
	}
	return sortedFields(all), nil
}

func sortedFields(all map[string]any) (fields []frontField) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fields = append(fields, frontField{name: name, value: all[name]})
	}
	return fields
}

// frontLine writes the field that holds the headline.
func frontLine(fields []frontField, body string, names []string) (io.Reader, error) {
	at := -1
	for _, name := range names {
		if at = findText(name, len(fields), func(i int) string { return fields[i].name }); at >= 0 {
			break
		}
	}
	if at < 0 {
		var have []string
		for _, f := range fields {
			have = append(have, f.name)
		}
		return nil, errors.New(missing(names[0], have, "field", "front matter").Msg)
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
		key, _, ok := strings.Cut(text, ":")
		if toml, _, assigned := strings.Cut(text, "="); assigned && (!ok || len(toml) < len(key)) {
			key = toml
		}
		if strings.Trim(key, " \t{,\"'") == name {
			return line
		}
	}
	return 1
}
