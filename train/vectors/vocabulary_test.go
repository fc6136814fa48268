package vectors_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/train/vectors"
)

func TestNewVocabulary(t *testing.T) {
	texts := [][]string{strings.Fields("b a a c c d"), strings.Fields("a e")}
	tests := map[string]struct {
		minCount, max int
		words         string
		unknown       int
	}{
		"all":        {1, 0, "a c b d e", 0},
		"frequent":   {2, 0, "a c", 3},
		"at most":    {1, 3, "a c b", 2},
		"both limit": {2, 1, "a", 5},
		"none":       {9, 0, "", 8},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			v := vectors.NewVocabulary(texts, test.minCount, test.max)
			want := append([]string{""}, strings.Fields(test.words)...)
			if got := v.Words(); !slices.Equal(got, want) {
				t.Fatalf("words %q, want %q", got, want)
			}
			if got := v.Count(vectors.Unknown); got != test.unknown {
				t.Errorf("%d occurrences of unknown words, want %d", got, test.unknown)
			}
			for i, word := range want[1:] {
				if v.ID(word) != int32(i+1) || v.Word(int32(i+1)) != word {
					t.Errorf("%q has identifier %d, want %d", word, v.ID(word), i+1)
				}
			}
		})
	}
}

func TestVocabularyOf(t *testing.T) {
	v, err := vectors.VocabularyOf([]string{"", "ini", "dia"})
	if err != nil || v.Len() != 3 || v.ID("dia") != 2 || v.ID("itu") != vectors.Unknown {
		t.Errorf("got %v, %v", v, err)
	}
	for _, words := range [][]string{nil, {"ini"}, {"", "ini", "ini"}} {
		if _, err := vectors.VocabularyOf(words); !errors.Is(err, vectors.ErrWords) {
			t.Errorf("VocabularyOf(%q): error %v, want ErrWords", words, err)
		}
	}
}

func ExampleVocabulary_IDs() {
	v := vectors.NewVocabulary([][]string{{"ini", "dia"}, {"ini", "fakta"}}, 1, 0)
	fmt.Println(v.IDs([]string{"ini", "fakta", "unik"}))
	// Output: [1 3 0]
}
