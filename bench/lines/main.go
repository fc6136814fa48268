// Command lines scores plain lines with the library alone, as fastText's
// predict-prob does: one headline per line in, its label and probability out, on
// one core.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"

	"github.com/heboh/heboh/model"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "lines:", err)
		os.Exit(1)
	}
}

func run() error {
	m := model.Default()
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriterSize(os.Stdout, 64<<10)
	var line []byte
	for in.Scan() {
		p := m.Score(in.Text())
		label := model.Neutral
		if p >= m.Threshold() {
			label = model.Sensational
		}
		line = append(append(line[:0], label.String()...), ' ')
		line = append(strconv.AppendFloat(line, p, 'g', 6, 64), '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}
