// The comparison with other programs, a module of its own: nothing of it belongs
// to the library or the command.
module github.com/heboh/heboh/bench

go 1.26.0

require github.com/heboh/heboh v0.0.0

require golang.org/x/text v0.43.0 // indirect

replace github.com/heboh/heboh => ../
