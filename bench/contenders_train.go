package main

import "context"

func trainHeboh(ctx context.Context, b *bench) error {
	heboh, err := b.heboh(ctx)
	if err != nil {
		return err
	}
	_, err = b.output(ctx, b.work, heboh, "train", "--data", b.path("given.tsv"), "--out", b.path("same.heboh"))
	return err
}

func trainFastText(name string, options ...string) func(context.Context, *bench) error {
	return func(ctx context.Context, b *bench) error {
		args := append([]string{"supervised", "-input", b.path("given.ft"), "-output", b.path(name), "-thread", "1"}, options...)
		_, err := b.output(ctx, b.work, "fasttext", args...)
		return err
	}
}

func quantise(name string) func(context.Context, *bench) error {
	return func(ctx context.Context, b *bench) error {
		if err := trainFastText(name)(ctx, b); err != nil {
			return err
		}
		_, err := b.output(ctx, b.work, "fasttext", "quantize", "-input", b.path("given.ft"), "-output", b.path(name), "-qnorm")
		return err
	}
}

func predictFastText(model string) func(*bench, string) []string {
	return func(b *bench, path string) []string { return []string{"fasttext", "predict-prob", b.path(model), path} }
}

// trainLiblinear trains L2-regularised logistic regression, and writes the
// features of every file of headlines beside it.
func trainLiblinear(ctx context.Context, b *bench) error {
	script := b.path("svm.py")
	if _, err := b.output(ctx, b.work, "sh", "-c", `"$0" "$1" rows < given.tsv > given.svm && liblinear-train -q -s 0 given.svm liblinear.model`, python, script); err != nil {
		return err
	}
	for _, name := range []string{"headlines", "first", "second", "few"} {
		path := b.path(name + "." + jsonLines)
		if _, err := b.output(ctx, b.work, "sh", "-c", `"$0" "$1" features < "$2" > "$2".svm`, python, script, path); err != nil {
			return err
		}
	}
	return nil
}
