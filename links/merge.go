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
	stronger := rolePower[l.Role] > rolePower[old.Role]
	best := *old
	if rank > m.rank[i] || rank == m.rank[i] && stronger || completes(l.Text, old.Text) {
		best, m.rank[i] = l, rank
	}
	best.Line, best.Count, best.URL = old.Line, old.Count+1, old.URL
	best.Role, best.Reason, best.Block = old.Role, old.Reason, cmp.Or(old.Block, l.Block)
	if stronger {
		best.Role, best.Reason, best.Block = l.Role, l.Reason, l.Block
	}
	best.fill(*old)
	best.fill(l)
	*old = best
}

// rolePower orders roles for links that occur in several places: what offers
// the story says more than what merely mentions it.
var rolePower = map[Role]int{RoleOther: 0, RoleFooter: 1, RoleNavigation: 2, RoleInText: 3, RolePagination: 4,
	RoleShare: 5, RoleAdvertisement: 6, RoleHeadline: 7, RoleRelated: 8}

var sourceRank = map[TextSource]int{SourceAnchor: 7, SourceFeed: 7, SourceTitle: 6, SourceAria: 5, SourceAlt: 4, SourceHeading: 4, SourceSlug: 1}

// textRank orders the texts of a link by how informative they are.
func textRank(l Link, generic bool) int {
	switch {
	case l.Text == "":
		return 0
	case l.Source == SourceAnchor && (generic || isCounter(l.Text) || isWhen(l.Text)):
		return 2
	}
	rank := sourceRank[l.Source]
	if l.Role == RoleInText || rolePower[l.Role] < rolePower[RoleInText] && l.Words() < minLoneWords {
		return min(rank, 3) // words of a sentence or a menu, less than any title
	}
	return rank
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
