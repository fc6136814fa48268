package links

import (
	"cmp"
	"strings"
)

// merger collects links in page order and joins those with the same key.
type merger struct {
	links []Link
	at    map[string]int // key to index
	rank  []int          // of the text each link has
}

func newMerger() *merger { return &merger{at: map[string]int{}, links: []Link{}} }

// add takes one occurrence of a link. The first occurrence gives the place,
// the most informative one the text, and the strongest role wins. generic means
// that the link's own text only says "Read more".
func (m *merger) add(key string, l Link, generic bool) {
	rank := textRank(l, generic)
	i, seen := m.at[key]
	if !seen {
		m.at[key] = len(m.links)
		l.Count = 1
		m.links = append(m.links, l)
		m.rank = append(m.rank, rank)
		return
	}
	old := &m.links[i]
	old.Count++
	stronger := rolePower[l.Role] > rolePower[old.Role]
	if rank > m.rank[i] && (rolePower[l.Role] >= rolePower[old.Role] || m.rank[i] <= 2) ||
		stronger && rank >= 3 || completes(l.Text, old.Text) {
		l.Line, l.Count, l.URL = old.Line, old.Count, old.URL
		if !stronger {
			l.Role = old.Role
			l.Block = cmp.Or(old.Block, l.Block)
		}
		l.fill(*old)
		*old, m.rank[i] = l, rank
		return
	}
	if stronger {
		old.Role, old.Block = l.Role, l.Block
	}
	old.fill(l)
}

// rolePower orders roles for links that occur in several places: what offers
// the story says more than what merely mentions it.
var rolePower = map[Role]int{RoleOther: 0, RoleFooter: 1, RoleNavigation: 2, RoleInText: 3, RolePagination: 4,
	RoleShare: 5, RoleHeadline: 6, RoleRelated: 7, RoleAdvertisement: 8}

var sourceRank = map[TextSource]int{SourceAnchor: 7, SourceFeed: 7, SourceTitle: 6, SourceAria: 5, SourceAlt: 4, SourceHeading: 4, SourceSlug: 1}

// textRank orders the texts of a link by how informative they are.
func textRank(l Link, generic bool) int {
	switch {
	case l.Text == "":
		return 0
	case l.Source == SourceAnchor && (generic || isCounter(l.Text) || isWhen(l.Text)):
		return 2
	}
	return sourceRank[l.Source]
}

// completes reports whether long continues short where it was cut off with
// dots.
func completes(long, short string) bool {
	for _, dots := range []string{"…", "..."} {
		if head, ok := strings.CutSuffix(short, dots); ok {
			head = strings.TrimSpace(head)
			return len(head) >= 10 && len(long) > len(head) && strings.HasPrefix(long, head) && !strings.HasSuffix(long, dots)
		}
	}
	return false
}
