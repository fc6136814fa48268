package lexicon_test

import (
	"fmt"
	"strings"

	"github.com/heboh/heboh/features/lexicon"
)

func ExampleParse() {
	entries, err := lexicon.Parse("id/loaded.txt", strings.NewReader("*pojok\tter,me-kan\tcorner\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	e := entries[0]
	fmt.Println(e.Class, e.Bound, e.Bases())
	// Output: loaded true [terpojok memojokkan]
}

func ExampleEntry_Forms() {
	entries, err := lexicon.Parse("en/loaded.txt", strings.NewReader("slam\ts,ed,ing\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(entries[0].Forms())
	// Output: [slam slams slammed slamming]
}
