package links

import (
	"math/rand/v2"
	"regexp/syntax"
	"strings"
	"testing"
)

// TestStartsLikeDate: the quick look refuses nothing that a pattern takes.
func TestStartsLikeDate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var write func(b *strings.Builder, re *syntax.Regexp)
	write = func(b *strings.Builder, re *syntax.Regexp) {
		switch re.Op {
		case syntax.OpLiteral:
			b.WriteString(string(re.Rune))
		case syntax.OpCharClass:
			i := 2 * r.IntN(len(re.Rune)/2)
			b.WriteRune(re.Rune[i] + r.Int32N(re.Rune[i+1]-re.Rune[i]+1))
		case syntax.OpCapture, syntax.OpConcat:
			for _, sub := range re.Sub {
				write(b, sub)
			}
		case syntax.OpAlternate:
			write(b, re.Sub[r.IntN(len(re.Sub))])
		case syntax.OpQuest, syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
			least, most := re.Min, re.Max
			switch re.Op {
			case syntax.OpQuest:
				least, most = 0, 1
			case syntax.OpStar, syntax.OpPlus:
				least, most = map[syntax.Op]int{syntax.OpPlus: 1}[re.Op], 2
			}
			for range least + r.IntN(most-least+1) {
				write(b, re.Sub[0])
			}
		}
	}
	for _, pattern := range []string{`(?i)` + reWhen, `(?i)` + reTime, `(?i)` + reAgo, wholeWhen().String()} {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 20000 {
			var b strings.Builder
			write(&b, re)
			if s := b.String(); !startsLikeDate(s) {
				t.Fatalf("%q is taken by %.60s", s, pattern)
			}
		}
	}
	for _, s := range []string{"Sejumlah Warga", "Anak Itu", "Marak", "Desa 7", "Sungai", "Harga Beras 2024", "Kapal 12 Mei 2024"} {
		if startsLikeDate(s) {
			t.Errorf("%q is taken for a date", s)
		}
	}
}
