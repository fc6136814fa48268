package convnet

// maxWidth bounds the width of a filter: headlines are short.
const maxWidth = 16

// layout numbers the columns of a projection: for every width, for every place
// in the window, one column a filter. The filters of one width and place lie
// side by side, so that windows are summed a whole row at a time.
type layout struct {
	widths   []int
	perWidth int // filters of each width
}

// columns returns the number of columns: places times filters.
func (l layout) columns() int {
	places := 0
	for _, w := range l.widths {
		places += w
	}
	return places * l.perWidth
}

// pooled returns the number of filters of all widths together.
func (l layout) pooled() int { return len(l.widths) * l.perWidth }

// column returns the first column of a place in the window of the k-th width.
func (l layout) column(k, place int) int {
	for _, w := range l.widths[:k] {
		place += w
	}
	return place * l.perWidth
}

// windows returns the range of window starts for a filter of that width over
// n words: it may hang over either end as long as one word is in it.
func windows(width, n int) (first, end int) { return 1 - width, n }

// inside returns the range of places of a window beginning at start that hold
// one of the n words.
func inside(start, width, n int) (from, to int) { return max(0, -start), min(width, n-start) }
