package main

import (
	"context"
	"embed"
	"os"
)

// contender is a program in the comparison.
type contender struct {
	name     string
	in, out  string // what it reads and writes, for the table
	form     string // of its input file
	threads  bool   // uses all cores by itself
	packages []string
	// prepare trains it, once; nil for nothing to do.
	prepare func(context.Context, *bench) error
	// args are of one run that reads the file at path and writes to standard
	// output; called after prepare.
	args func(b *bench, path string) []string
}

// contenders are in the order of the table; the first is what the others are
// compared with.
var contenders = []contender{
	{name: "heboh score", in: "JSON Lines", out: "JSON Lines, all fields", form: jsonLines, threads: true,
		prepare: func(ctx context.Context, b *bench) error { _, err := b.heboh(ctx); return err },
		args:    func(b *bench, path string) []string { return []string{b.path("heboh"), "score", "--in", path} }},
	{name: "heboh score, model of the same rows", in: "JSON Lines", out: "JSON Lines, all fields", form: jsonLines, threads: true,
		prepare: trainHeboh,
		args: func(b *bench, path string) []string {
			return []string{b.path("heboh"), "score", "--model", b.path("same.heboh"), "--in", path}
		}},
	{name: "heboh, library", in: "lines", out: "label, probability", form: plainLines,
		prepare: func(ctx context.Context, b *bench) error {
			_, err := b.build(ctx, "lines", b.self(), "./lines")
			return err
		},
		args: func(b *bench, path string) []string { return shell(`"$0" < "$1"`, b.path("lines"), path) }},
	{name: "fastText, words", in: "tokens", out: "label, probability", form: tokenLines, packages: []string{"fasttext"},
		prepare: trainFastText("fasttext"), args: predictFastText("fasttext.bin")},
	{name: "fastText, words, quantised", in: "tokens", out: "label, probability", form: tokenLines, packages: []string{"fasttext"},
		prepare: quantise("fasttext"), args: predictFastText("fasttext.ftz")},
	{name: "fastText, n-grams", in: "tokens", out: "label, probability", form: tokenLines, packages: []string{"fasttext"},
		prepare: trainFastText("ngrams", "-wordNgrams", "3", "-minn", "3", "-maxn", "3", "-bucket", "262144"), args: predictFastText("ngrams.bin")},
	{name: "fastText, words, in Python", in: "JSON Lines", out: "JSON Lines", form: jsonLines, packages: []string{"fasttext", "python3-fasttext", "python3-ujson"},
		prepare: trainFastText("fasttext"),
		args: func(b *bench, path string) []string {
			return shell(`"$0" "$1" "$2" < "$3"`, python, b.path("fasttext_jsonl.py"), b.path("fasttext.bin"), path)
		}},
	{name: "scikit-learn, words and pairs", in: "JSON Lines", out: "JSON Lines", form: jsonLines, packages: []string{"python3-sklearn", "python3-ujson"},
		prepare: func(ctx context.Context, b *bench) error {
			_, err := b.output(ctx, "", python, b.path("sgd.py"), "train", b.path("given.tsv"), b.path("sgd.pickle"))
			return err
		},
		args: func(b *bench, path string) []string {
			return shell(`"$0" "$1" score "$2" < "$3"`, python, b.path("sgd.py"), b.path("sgd.pickle"), path)
		}},
	{name: "liblinear, features made before", in: "numbers of features", out: "label, probability", form: jsonLines, packages: []string{"liblinear-tools", "python3-ujson"},
		prepare: trainLiblinear,
		args: func(b *bench, path string) []string {
			return []string{"liblinear-predict", "-q", "-b", "1", path + ".svm", b.path("liblinear.model"), "/dev/stdout"}
		}},
	{name: "liblinear, words and pairs", in: "JSON Lines", out: "JSON Lines", form: jsonLines, packages: []string{"liblinear-tools", "python3-ujson"},
		prepare: trainLiblinear,
		args: func(b *bench, path string) []string {
			return shell(`"$0" "$1" features < "$3" | liblinear-predict -q -b 1 /dev/stdin "$2" /dev/stdout | "$0" "$1" join "$3"`,
				python, b.path("svm.py"), b.path("liblinear.model"), path)
		}},
}

// python is the one that Debian's packages belong to.
const python = "/usr/bin/python3"

//go:embed rivals/*.py
var scripts embed.FS

// unpack writes the scripts into the work folder.
func (b *bench) unpack() error {
	names, err := scripts.ReadDir("rivals")
	if err != nil {
		return err
	}
	for _, f := range names {
		text, err := scripts.ReadFile("rivals/" + f.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(b.path(f.Name()), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// shell runs a script; args are $0, $1 and so on.
func shell(script string, args ...string) []string {
	return append([]string{"sh", "-c", script}, args...)
}
