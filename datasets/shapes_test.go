package datasets

import (
	"strings"
	"testing"
)

// TestLabellingTools reads exports as the tools write them: right, or refused by
// the name of the field.
func TestLabellingTools(t *testing.T) {
	for _, c := range []struct {
		name, file, in string
		opts           Options
		texts, problem string
	}{
		{"doccano", "x.jsonl", `{"id":1,"text":"A","label":["neutral"]}` + "\n" + `{"id":2,"text":"B","label":["Sensational"]}`, Options{}, "A=0|B=1", ""},
		{"doccano, several", "x.jsonl", `{"text":"A","label":["neutral","sensational"]}` + "\n" + `{"text":"B","label":["1"]}`, Options{}, "B=1", `x.jsonl:1: field "label": 2 labels; a headline has one`},
		{"doccano, spans", "x.jsonl", `{"text":"A","label":[[0,1,"X"]]}`, Options{}, "", `field "label": labels of parts of the text`},
		{"doccano, none yet", "x.jsonl", `{"text":"A","label":[]}` + "\n" + `{"text":"B","label":["no"]}`, Options{}, "B=0", `x.jsonl:1: field "label": unknown label ""`},
		{"doccano, none wanted", "x.jsonl", `{"text":"A","label":[]}`, Options{Unlabelled: true}, "A=-1", ""},
		{"doccano, numbers", "x.jsonl", `{"text":"A","annotations":[{"label":1,"user":1}]}`, Options{}, "", `field "annotations": not annotations of Label Studio`},
		{"Label Studio, min", "x.json", `[{"id":1,"text":"A","label":"Neutral"},` + "\n" + `{"id":2,"text":"B","label":"Sensational"}]`, Options{}, "A=0|B=1", ""},
		{"Label Studio, min, several", "x.json", `[{"text":"A","label":{"choices":["a","b"]}}]`, Options{}, "", `field "label": an object`},
		{"Label Studio", "x.json", studio("q", "Neutral") + studio("q", "Sensational"), Options{}, "J=0|J=1", ""},
		{"Label Studio, votes", "x.json", studio("q", "Neutral", "Sensational", "Sensational"), Options{}, "J=1", ""},
		{"Label Studio, split", "x.json", studio("q", "Neutral", "Sensational"), Options{}, "", `field "annotations": 2 annotators are evenly split`},
		{"Label Studio, unknown", "x.json", studio("q", "Perhaps"), Options{}, "", `field "annotations": unknown label "Perhaps"`},
		{"Label Studio, one question of two", "x.json", strings.Replace(studio("q", "Neutral"), `"result":[`, `"result":[{"from_name":"r","value":{"choices":["x"]}},`, 1), Options{LabelField: "q"}, "J=0", ""},
		{"Label Studio, two questions", "x.json", strings.Replace(studio("q", "Neutral"), `"result":[`, `"result":[{"from_name":"r","value":{"choices":["x"]}},`, 1), Options{}, "", "several questions (r, q); name one with --label-field"},
		{"Prodigy", "x.jsonl", `{"text":"A","label":"SENSATIONAL","answer":"accept"}` + "\n" + `{"text":"B","label":"SENSATIONAL","answer":"reject"}` + "\n" +
			`{"text":"C","label":"NEUTRAL","answer":"ignore"}` + "\n" + `{"text":"D","label":"NEUTRAL","answer":"reject"}`, Options{}, "A=1|B=0|D=1", ""},
		{"Prodigy, ignore first", "x.jsonl", `{"text":"A","answer":"ignore"}` + "\n" + `{"text":"B","label":"1","answer":"accept"}`, Options{}, "B=1", ""},
		{"Prodigy, choices", "x.jsonl", `{"text":"A","options":[],"accept":["SENSATIONAL"],"answer":"accept"}` + "\n" + `{"text":"B","accept":["NEUTRAL"],"answer":"reject"}`, Options{}, "A=1", `x.jsonl:2: field "answer": a rejected choice`},
		{"Prodigy, CSV", "x.csv", "text,label,answer\nA,1,reject\nB,0,\n", Options{}, "A=0|B=0", ""},
		{"Prodigy, unknown", "x.csv", "text,label,answer\nA,OTHER,reject\nB,1,accept\n", Options{}, "B=1", `x.csv:2: field "label": unknown label "OTHER"`},
		{"spaCy", "x.jsonl", `{"text":"A","cats":{"NEUTRAL":1.0,"SENSATIONAL":0.0}}` + "\n" + `{"text":"B","cats":{"SENSATIONAL":0.9}}` + "\n" + `{"text":"C","cats":{"SENSATIONAL":false}}`, Options{}, "A=0|B=1|C=0", ""},
		{"spaCy, tie", "x.jsonl", `{"text":"A","cats":{"NEUTRAL":0,"SENSATIONAL":0}}`, Options{}, "", `field "cats": both labels have the same score`},
		{"spaCy, others", "x.jsonl", `{"text":"A","cats":{"SPORT":1}}`, Options{}, "", `field "cats": unknown label "SPORT"`},
		{"spaCy, empty", "x.jsonl", `{"text":"A","cats":{}}`, Options{}, "", `field "cats": no label in it`},
		{"fastText", "x.txt", "__label__neutral A b\n__label__sensational C\n", Options{}, "A b=0|C=1", ""},
		{"Indonesian", "x.csv", "judul;label;bobot;weight\nA;bukan sensasional;x;1,5\nB;sensasional;;0,125\nC;netral;;1\n", Options{}, "A=0|B=1|C=0", ""},
		{"a thousand or one", "x.csv", "text;label;weight\nA;1;1,000\nB;1;2\n", Options{}, "B=1", `field "weight": "1,000" is not a finite number`},
		{"other names", "x.csv", "Headline,Kelas\nA,1\n", Options{LabelField: "kelas"}, "A=1", ""},
		{"named", "x.json", `[{"text":"no","Judul":"A","label":1}]`, Options{TextField: "judul"}, "A=1", ""},
		{"scored", "x.jsonl", `{"text":"A","label":"neutral","probability":0.1,"threshold":0.3,"devices":{}}`, Options{}, "", "x.jsonl:1: heboh score wrote this file, and its labels are Heboh's own verdicts"},
		{"scored CSV", "x.csv", "text,label,probability,threshold,emphasis\nA,neutral,0.1,0.3,0\n", Options{}, "", "x.csv:2: heboh score wrote this file"},
		{"scored, with a label", "x.jsonl", `{"text":"A","heboh_label":"neutral","probability":0.1,"threshold":0.3,"devices":{},"label":"1"}`, Options{}, "A=1", ""},
		{"exported corrections", "x.csv", "text,label,model_label,probability,threshold\nA,1,0,0.1,0.3\n", Options{}, "A=1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Read(strings.NewReader(c.in), c.file, c.opts)
			if texts(got) != c.texts {
				t.Errorf("got %q, want %q", texts(got), c.texts)
			}
			if (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
				t.Errorf("got error %v, want %q", err, c.problem)
			}
		})
	}
}

// studio is a task of Label Studio on a line, with an answer per annotator.
func studio(question string, answers ...string) string {
	var annotations []string
	for _, a := range answers {
		annotations = append(annotations, `{"was_cancelled":false,"result":[{"from_name":"`+question+`","to_name":"t","type":"choices","value":{"choices":["`+a+`"]}}]}`)
	}
	annotations = append(annotations, `{"was_cancelled":true,"result":[]}`)
	return `{"id":1,"data":{"text":"J"},"annotations":[` + strings.Join(annotations, ",") + `],"predictions":[]}` + "\n"
}

// TestColumnsOfSlant: slant and words are carried through reading and writing.
func TestColumnsOfSlant(t *testing.T) {
	got, err := Read(strings.NewReader("text\tlabel\tslant\twords\nA\t1\t1.5\tkubu, geng\nB\t0\t\t\n"), "x.tsv", Options{})
	if err != nil || len(got) != 2 || got[0].Slant != 1.5 || got[0].Words != "kubu, geng" || got[1].HasSlant() {
		t.Fatalf("got %+v, %v", got, err)
	}
	checkRoundTrip(t, got)
	if _, err := Read(strings.NewReader("text\tlabel\tslant\nA\t1\t3\n"), "x.tsv", Options{}); err == nil || !strings.Contains(err.Error(), `"3" is outside 0 to 2`) {
		t.Errorf("got %v", err)
	}
}
