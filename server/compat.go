package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/model"
)

// The routes under /compat speak the protocols of other services, so that tools made
// for those can ask Heboh instead. Such tools send fields of their own, so unknown
// fields are ignored here, and bodies are read by path.

// openAI is the prefix of the paths that answer in OpenAI's form, problems included.
const openAI = "/compat/v1/"

// classified is a label with its probability, as text classifiers answer.
type classified struct {
	Label string  `json:"label"`
	Score float64 `json:"score"`
}

// postClassify answers {"inputs":"TEXT"} with both labels of a verdict, the one that
// the headline gets first. The headline is the first line of TEXT.
func (s *Server) postClassify(w http.ResponseWriter, r *http.Request, body *json.RawMessage, l *lease) error {
	head := r.PathValue("head")
	if head != "" && head != "sensational" && head != "biased" {
		return problem(http.StatusNotFound, "not-found", "no verdict %.40q; there are sensational and biased", head)
	}
	inputs := gjson.GetBytes(*body, "inputs")
	if inputs.Type != gjson.String {
		return invalid("inputs", "must be a string whose first line is the headline")
	}
	v, err := s.judgeOne(r, l, s.current.Load(), "inputs", titleOf(inputs.Str))
	if err != nil {
		return err
	}
	d, yes, no := v.verdict, model.Sensational, model.Neutral
	if head == "biased" {
		d, yes, no = v.Bias, model.Biased, model.Unbiased
	}
	both := []classified{{yes.String(), d.Probability}, {no.String(), 1 - d.Probability}}
	if d.Label == no {
		slices.Reverse(both)
	}
	return reply(w, both, nil)
}

func (s *Server) judgeOne(r *http.Request, l *lease, now *loaded, field, headline string) (*result, error) {
	if headline == "" {
		return nil, invalid(field, "has only blank lines; put a headline there")
	}
	if err := s.affordable(l, []string{headline}, false); err != nil {
		if p := (*Problem)(nil); errors.As(err, &p) && p.Field != "" {
			p.Field = field
		}
		return nil, err
	}
	v := judge(now.model, headline, false)
	s.scored(r.Context(), &v)
	return &v, nil
}

// firstLine is the first line with anything on it.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}

// titleOf is the first line. Discourse joins the lines of a longer post, in lower
// case, and its titles have at most 255 characters. A longer line is such a post, and
// only its start is taken, about as long as a title.
func titleOf(post string) string {
	line := firstLine(post)
	if utf8.RuneCountInString(line) > 255 {
		line = string([]rune(line[:min(len(line), 4*101)])[:101])
		if end := strings.LastIndexByte(line, ' '); end > 0 {
			line = line[:end]
		}
	}
	return line
}

// object is an answer in another service's form.
type object map[string]any

// postChat answers with the tags of the headline in the last message of the user. The
// same request to the same model gets the same bytes.
func (s *Server) postChat(w http.ResponseWriter, r *http.Request, body *json.RawMessage, l *lease) error {
	asked, now := gjson.ParseBytes(*body), s.current.Load()
	if asked.Get("stream").Bool() {
		return invalid("stream", "streaming is not supported; leave it out or set it to false")
	}
	v, err := s.judgeOne(r, l, now, "messages", promptTitle(lastPrompt(asked)))
	if err != nil {
		return err
	}
	var content bytes.Buffer
	enc := json.NewEncoder(&content)
	enc.SetEscapeHTML(false) // so that the caller's tags come back as sent
	if err := enc.Encode(map[string][]string{"tags": tags(v, asked.Get(allowedTags))}); err != nil {
		return err
	}
	sum := sha256.Sum256(*body)
	return reply(w, object{"id": "chatcmpl-" + hex.EncodeToString(sum[:12]), "object": "chat.completion", "created": 0, "model": now.apiName(),
		"choices": []object{{"index": 0, "finish_reason": "stop", "message": object{"role": "assistant", "content": strings.TrimSpace(content.String())}}},
		"usage":   object{"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}, // there are no tokens to bill
	}, nil)
}

// getModels lists the one model, for tools that let their users choose.
func (s *Server) getModels(w http.ResponseWriter, _ *http.Request) error {
	entry := object{"id": s.current.Load().apiName(), "object": "model", "created": 0, "owned_by": "heboh"}
	return reply(w, object{"object": "list", "data": []object{entry}}, nil)
}

// apiName is the model's id without spaces, as tools store it in settings.
func (l *loaded) apiName() string { return strings.ReplaceAll(l.id, " ", "-") }

// lastPrompt is the text of the user's last message.
func lastPrompt(asked gjson.Result) (text string) {
	asked.Get("messages").ForEach(func(_, m gjson.Result) bool {
		if m.Get("role").Str == "user" {
			content := m.Get("content")
			if content.IsArray() { // content parts, which may be pictures
				content = content.Get(`#(type=="text").text`)
			}
			text = content.Str
		}
		return true
	})
	return text
}

// promptTitle finds the headline in a prompt: what follows Title:, in one of the
// languages that such prompts come in, at the start of a line, or else the first line.
func promptTitle(prompt string) string {
	for line := range strings.Lines(prompt) {
		name, title, ok := strings.Cut(line, ":")
		if ok && slices.Contains([]string{"title", "titre", "judul", "headline"}, strings.ToLower(strings.TrimSpace(name))) {
			return strings.TrimSpace(title)
		}
	}
	return firstLine(prompt)
}

// allowedTags is the path at which the schema of a structured answer lists its tags.
const allowedTags = "response_format.json_schema.schema.properties.tags.items.enum"

// tags are the tags of a headline: sensational, biased, both or none. With a list of
// allowed tags they are those that apply, among them neutral, unbiased and devices.
func tags(v *result, allowed gjson.Result) []string {
	found := []string{}
	if !allowed.IsArray() {
		for _, l := range []model.Label{v.Label, v.Bias.Label} {
			if l.Positive() {
				found = append(found, l.String())
			}
		}
		return found
	}
	holds := map[string]bool{v.Label.String(): true, v.Bias.Label.String(): true}
	for i, p := range v.Devices.Values() {
		holds[model.DeviceNames[i]] = p >= .5
	}
	allowed.ForEach(func(_, tag gjson.Result) bool {
		if t := tag.Str; holds[strings.ToLower(t)] && !slices.Contains(found, t) {
			found = append(found, t)
		}
		return true
	})
	return found
}
