// The comparison with other programs: a module of its own, so that nothing of
// it is among the main module's dependencies.
module github.com/heboh/heboh/bench

go 1.26.0

require (
	github.com/google/pprof v0.0.0-20261016150608-1facf8f91b50
	github.com/heboh/heboh v0.0.0
	golang.org/x/tools v0.52.0
)

require golang.org/x/text v0.43.0 // indirect

replace github.com/heboh/heboh => ../
