package render

import (
	"strings"

	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// Link is a link of a page with the verdict on its title, or the page's own
// headline with the address of the page.
type Link struct {
	links.Link
	Verdict model.Explanation
	// Mismatch compares the page's own headline with the article under it; nil
	// for other links and where there is no article.
	Mismatch *links.Discrepancy
}

// Page is what is written of one document.
type Page struct {
	Name  string // as the user named it: a file or an address
	URL   string // of the page, where it is known
	Title string // for people
	Links []Link
	// Several: other pages are written beside this one.
	Several bool
}

// Links writes one page after the other. It may be used by several goroutines
// at once.
type Links interface {
	// Head is what comes before the first page.
	Head() []byte
	// Page appends a page. It may return problems of single links.
	Page(dst []byte, p *Page) ([]byte, error)
	// Separator is how many bytes at the start of what was appended first stand
	// only between two pages.
	Separator() int
	// Tail is what comes after the last page.
	Tail() []byte
}

// plainFrame is of formats that need nothing before, between and after pages.
type plainFrame struct{}

func (plainFrame) Head() []byte   { return nil }
func (plainFrame) Separator() int { return 0 }
func (plainFrame) Tail() []byte   { return nil }

// missedShare is the part of a headline's words from which it is worth telling
// a person that the article never mentions them: half, since sober headlines
// paraphrase too.
const missedShare = .5

// notable reports whether a difference between headline and article is worth
// telling.
func notable(d *links.Discrepancy) bool {
	return d != nil && (d.Share() >= missedShare || len(d.Capitals)+len(d.Marks) > 0)
}

// sayMismatch puts a difference between headline and article in words.
func sayMismatch(d *links.Discrepancy) string {
	var said []string
	if d.Share() >= missedShare {
		said = append(said, "never mentioned in the article: "+strings.Join(d.Missing, ", "))
	}
	if len(d.Capitals) > 0 {
		said = append(said, "in capitals only here: "+strings.Join(d.Capitals, ", "))
	}
	if len(d.Marks) > 0 {
		said = append(said, "marks that the article does without: "+strings.Join(d.Marks, " "))
	}
	return strings.Join(said, "; ")
}
