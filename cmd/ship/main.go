// Command ship makes what the project ships of the data that it may not hold:
// the word vectors (train/words.vec), the default model (model/default.heboh)
// and its card (MODEL_CARD.md). Run it at the root of the project:
//
//	go run ./cmd/ship --data ../shared/data
//
// With --check it makes them anew, compares, changes nothing and fails where
// a byte differs.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/heboh/heboh/cmd/internal/recipe"
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

// product is one file made.
type product struct {
	path string
	data []byte
}

func run(ctx context.Context, data string, check bool) error {
	start := time.Now()
	say := func(stage string, done, total int) {
		if done == total {
			fmt.Fprintf(os.Stderr, "%6.0f s  %s\n", time.Since(start).Seconds(), stage)
		}
	}
	s, err := recipe.Read(data)
	if err != nil {
		return err
	}
	words, wordsFile, err := s.LearnWords()
	if err != nil {
		return err
	}
	say("word vectors", 1, 1)
	res, err := train.Train(ctx, s.Gold, s.Options(words, say))
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := res.Model.Save(&file); err != nil {
		return err
	}
	opt := s.ClickIDOptions(words, say)
	opt.Fallback = res.Model // the embedded one may be of other features still
	clickID, err := train.Train(ctx, s.ClickID, opt)
	if err != nil {
		return err
	}
	card, err := writeCard(s, res, clickID, file.Len())
	if err != nil {
		return err
	}
	products := []product{{"train/words.vec", wordsFile}, {"model/default.heboh", file.Bytes()}, {"MODEL_CARD.md", card}}
	if check {
		return compare(products)
	}
	for _, p := range products {
		if err := os.WriteFile(p.path, p.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compare fails for each product that is not what is committed.
func compare(products []product) (err error) {
	for _, p := range products {
		have, e := os.ReadFile(p.path)
		switch {
		case e != nil:
			err = e
		case !bytes.Equal(have, p.data):
			err = fmt.Errorf("%s: made anew it differs from the committed file; run go run ./cmd/ship and commit what it writes", p.path)
		default:
			fmt.Println("same bytes:", p.path)
			continue
		}
		fmt.Fprintln(os.Stderr, "ship:", err)
	}
	return err
}
