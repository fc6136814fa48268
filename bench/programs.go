package main

import "embed"

// program is one of those compared.
type program struct {
	name, reads, writes string // for the table
	form                string // extension of its input file
	cores               int    // 2 for both; otherwise one
	// prepare is a shell script that builds or trains it, run in the work folder
	// with $BENCH naming this module's folder.
	prepare string
	// args is the command that scores the file at path to standard output.
	args func(b *bench, path string) []string
}

//go:embed rivals
var scripts embed.FS

// Forms of the headlines, which are also extensions of their files.
const (
	jsonLines  = "jsonl" // {"id":1,"text":"…"}
	plainLines = "txt"
	tokenLines = "tok" // lower case, punctuation separated by spaces
)

// packages are Debian's, of the other programs.
const packages = "fasttext liblinear-tools python3-sklearn python3-ujson"

const (
	trainFastText  = `fasttext supervised -input given.ft -output fasttext -thread 1`
	trainLiblinear = `/usr/bin/python3 rivals/svm.py rows <given.tsv >given.svm && liblinear-train -q -s 0 given.svm liblinear.model`
)

// programs are in the order of the table; ratios are relative to the first.
var programs = []program{
	{name: "heboh score", reads: "JSON Lines", writes: "JSON Lines, all fields", form: jsonLines,
		prepare: `go build -C "$BENCH/.." -o "$PWD/heboh" ./cmd/heboh`, args: hebohScore},
	{name: "heboh score, two cores", reads: "JSON Lines", writes: "JSON Lines, all fields", form: jsonLines, cores: 2, args: hebohScore},
	{name: "heboh, library", reads: "lines", writes: "label, probability", form: plainLines,
		prepare: `go build -C "$BENCH" -o "$PWD/lines" ./lines`, args: shell(`./lines <"$0"`)},
	{name: "fastText, words", reads: "tokens", writes: "label, probability", form: tokenLines,
		prepare: trainFastText, args: shell(`fasttext predict-prob fasttext.bin "$0"`)},
	{name: "fastText, words, quantised", reads: "tokens", writes: "label, probability", form: tokenLines,
		prepare: trainFastText + ` && fasttext quantize -input given.ft -output fasttext -qnorm`,
		args:    shell(`fasttext predict-prob fasttext.ftz "$0"`)},
	{name: "scikit-learn, words and pairs", reads: "JSON Lines", writes: "JSON Lines", form: jsonLines,
		prepare: `/usr/bin/python3 rivals/sgd.py train given.tsv sgd.pickle`, args: shell(`/usr/bin/python3 rivals/sgd.py score sgd.pickle <"$0"`)},
	{name: "liblinear, features made before", reads: "feature numbers", writes: "label, probability", form: jsonLines,
		prepare: trainLiblinear + `; for f in headlines few; do /usr/bin/python3 rivals/svm.py features <$f.jsonl >$f.jsonl.svm; done`,
		args:    shell(`liblinear-predict -q -b 1 "$0.svm" liblinear.model /dev/stdout`)},
	{name: "liblinear, words and pairs", reads: "JSON Lines", writes: "JSON Lines", form: jsonLines,
		prepare: trainLiblinear,
		args:    shell(`/usr/bin/python3 rivals/svm.py features <"$0" | liblinear-predict -q -b 1 /dev/stdin liblinear.model /dev/stdout | /usr/bin/python3 rivals/svm.py join "$0"`)},
}

func hebohScore(b *bench, path string) []string {
	return []string{b.path("heboh"), "score", "--in", path}
}

// shell runs a script in the work folder; $0 is the path of the headlines.
func shell(script string) func(*bench, string) []string {
	return func(b *bench, path string) []string {
		return []string{"sh", "-c", "cd " + b.work + " && " + script, path}
	}
}
