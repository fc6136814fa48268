// Command ship makes the two files that the project ships but that depend on data
// it may not contain: the word vectors (train/words.vec.gz) and the default model
// (model/default.heboh). Run it at the root of the project:
//
//	go run ./cmd/ship --data ../shared/data
//
// With --check it makes them again, compares, changes nothing, and fails if a byte
// differs. Afterwards bench/report measures the new model.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/train"
)

func main() {
	data := flag.String("data", "../shared/data", "`folder` of the training data")
	check := flag.Bool("check", false, "compare with the committed files instead of writing them")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *data, *check); err != nil {
		fmt.Fprintln(os.Stderr, "ship:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, data string, check bool) error {
	start := time.Now()
	progress := func(stage string, done, total int) {
		if done == total {
			fmt.Fprintf(os.Stderr, "%6.0f s  %s\n", time.Since(start).Seconds(), stage)
		}
	}
	sets, err := recipe.Read(".", data)
	if err != nil {
		return err
	}
	words, wordsFile, err := sets.SelectWords(data)
	if err != nil {
		return err
	}
	progress("word vectors", 1, 1)
	res, err := train.Train(ctx, sets.Examples(), sets.Options(words, progress))
	if err != nil {
		return err
	}
	var modelFile bytes.Buffer
	if err := res.Model.Save(&modelFile); err != nil {
		return err
	}
	deliver := write
	if check {
		deliver = compare
	}
	return errors.Join(deliver("train/words.vec.gz", wordsFile), deliver("model/default.heboh", modelFile.Bytes()))
}

func write(path string, data []byte) error { return os.WriteFile(path, data, 0o644) }

func compare(path string, data []byte) error {
	have, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, data) {
		return fmt.Errorf("%s: made again, it differs from the committed file; run go run ./cmd/ship and commit what it writes", path)
	}
	fmt.Println("same bytes:", path)
	return nil
}
