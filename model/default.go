package model

import (
	_ "embed"
	"fmt"
	"sync"
)

//go:embed default.heboh
var defaultFile []byte

var defaultModel = sync.OnceValue(func() *Model {
	m, err := parse(defaultFile, false)
	if err != nil {
		// The file is part of the program and a test loads it.
		panic(fmt.Sprintf("heboh: the embedded model: %v", err))
	}
	return m
})

// Default returns the shipped model, embedded in the program and built on
// first use: both verdicts and the devices for Indonesian and English headlines.
// MODEL_CARD.md describes it.
func Default() *Model { return defaultModel() }
