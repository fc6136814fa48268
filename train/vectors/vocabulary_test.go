package vectors

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestNewVocabulary(t *testing.T) {
	texts := [][]string{strings.Fields("b a a c c d"), strings.Fields("a e")}
	tests := map[string]struct {
		minCount, max int
		words         string
	}{
		"all":        {1, 0, "a c b d e"},
		"frequent":   {2, 0, "a c"},
		"at most":    {1, 3, "a c b"},
		"both limit": {2, 1, "a"},
		"none":       {9, 0, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			v := NewVocabulary(texts, test.minCount, test.max)
			want := append([]string{""}, strings.Fields(test.words)...)
			if got := v.words; !slices.Equal(got, want) {
				t.Fatalf("words %q, want %q", got, want)
			}
			for i, word := range want[1:] {
				if v.ID(word) != int32(i+1) || v.Word(int32(i+1)) != word {
					t.Errorf("%q has identifier %d, want %d", word, v.ID(word), i+1)
				}
			}
		})
	}
}

func ExampleVocabulary_IDs() {
	v := NewVocabulary([][]string{{"ini", "dia"}, {"ini", "fakta"}}, 1, 0)
	fmt.Println(v.IDs([]string{"ini", "fakta", "unik"}))
	// Output: [1 3 0]
}
