//go:build !amd64

package model

// maxWindows sets best to the greatest sums over the windows of w places at a
// time: byte j of rows[at[i+p]+column+p*step], added up over p, for every i.
func maxWindows(best *[8]uint16, rows []uint64, at []int32, column, step, w int) {
	maxWindowsGo(best, rows, at, column, step, w)
}
