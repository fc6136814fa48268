package model

// maxWindows sets best to the greatest sums over the windows of w places at a
// time: byte j of rows[at[i+p]+column+p*step], added up over p, for every i.
// The caller vouches for the indices. It needs SSE2, which every amd64 has.
//
//go:noescape
func maxWindows(best *[8]uint16, rows []uint64, at []int32, column, step, w int)
