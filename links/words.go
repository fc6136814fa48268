package links

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/internal/wordlist"
)

// blockKind is what a heading, a marker or a class name says about a block.
type blockKind string

// The kinds of blocks; words.txt refers to them by these names.
const (
	kindNone       blockKind = ""
	kindRelated    blockKind = "related"    // related, recommended, popular stories
	kindLatest     blockKind = "latest"     // newest or top stories: related beside an article, headlines on an index page
	kindNavigation blockKind = "navigation" // menus, tags, archives
	kindFooter     blockKind = "footer"
	kindAd         blockKind = "ad"
	kindShare      blockKind = "share"
	kindPagination blockKind = "pagination"
	kindAside      blockKind = "aside" // complementary content of no declared kind
	kindMeta       blockKind = "meta"  // author, section or date of a story
)

// strength orders kinds for an element that makes several statements about
// itself.
func strength(k blockKind) int { return slices.Index(byStrength, k) }

var byStrength = []blockKind{kindNone, kindAside, kindMeta, kindLatest, kindFooter, kindNavigation, kindRelated,
	kindShare, kindPagination, kindAd}

//go:embed words.txt
var wordsText string

// tables are the sections of words.txt.
var tables = sync.OnceValue(func() wordlist.Lists { return wordlist.Read(wordsText) })

func table(name string) []string { return tables().Entries(name) }

func setOf(section string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return tables().Set(section) })
}

// kindsOf maps the entries of the sections "prefix KIND" to their kind.
func kindsOf[K ~string](prefix string, kinds ...K) func() map[string]K {
	return sync.OnceValue(func() map[string]K {
		byEntry := map[string]K{}
		for _, k := range kinds {
			for _, entry := range table(prefix + " " + string(k)) {
				if other, taken := byEntry[entry]; taken {
					panic(fmt.Sprintf("links: words.txt has %q as %s %s and %s", entry, prefix, other, k))
				}
				byEntry[entry] = k
			}
		}
		return byEntry
	})
}

var (
	markers = kindsOf("marker", kindRelated, kindLatest, kindNavigation, kindFooter, kindAd, kindShare, kindPagination)
	classes = kindsOf("class", kindRelated, kindLatest, kindNavigation, kindFooter, kindAd, kindShare, kindPagination, kindAside, kindMeta)

	classStates = setOf("class state")
	cardWords   = setOf("card word")

	sections  = setOf("section name")
	moreTexts = setOf("more text")
	nextTexts = setOf("next text")
)

// lazily compiles a pattern at its first use: all of them together would cost
// a program that only imports the package more than the rest of its start.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// invisible are the characters that pages put within words, where a line may
// break: a reader sees one word.
var invisible = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u00ad", "", "\u2060", "")

// foldSpace trims s, turns every run of white space into one space and drops
// invisible characters.
func foldSpace(s string) string {
	before := byte(' ')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return strings.Join(strings.Fields(invisible.Replace(s)), " ")
		}
		before = s[i]
	}
	return strings.TrimSuffix(s, " ") // as it nearly always is
}

// visibleRunes counts the runes that are not white space.
func visibleRunes(s string) int32 {
	n := int32(0)
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// normWords lower-cases s, drops apostrophes and turns everything but letters
// and digits into single spaces.
func normWords(s string) string {
	out := make([]byte, 0, len(s))
	space := false
	for _, r := range s {
		switch {
		case r == '\'' || r == '’' || r == '‘':
			continue
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		default:
			space = true
			continue
		}
		if space && len(out) > 0 {
			out = append(out, ' ')
		}
		space = false
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

// clip cuts s to at most n bytes, at the start of a rune.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
