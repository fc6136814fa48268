// Command lines scores plain lines with the library alone, as fastText's
// predict-prob does: one headline per line in, its label and probability out, on
// one core.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/heboh/heboh/model"
)

func main() {
	m := model.Default()
	in, out := bufio.NewScanner(os.Stdin), bufio.NewWriterSize(os.Stdout, 64<<10)
	var line []byte
	for in.Scan() {
		p := m.Score(in.Text())
		label := model.Neutral
		if p >= m.Threshold() {
			label = model.Sensational
		}
		line = append(append(line[:0], label.String()...), ' ')
		_, _ = out.Write(append(strconv.AppendFloat(line, p, 'g', 6, 64), '\n')) // Flush returns the error
	}
	if err := errors.Join(in.Err(), out.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, "lines:", err)
		os.Exit(1)
	}
}
