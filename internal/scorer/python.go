//go:build wasip1

package main

import (
	"bytes"
	"encoding/binary"
	"unsafe"

	"github.com/heboh/heboh/model"
)

var batch [][len(numbers)]float64

// load makes the model whose file of n bytes was written into the buffer the scorer.
// It returns the length of the error's text, 0 for none.
//
//go:wasmexport load
func load(n int32) int32 {
	m, err := model.Load(bytes.NewReader(title[:n]))
	if err != nil {
		answer = []byte(err.Error())
		return int32(len(answer))
	}
	shipped, scorer, title = m, m, nil
	return 0
}

// predictAll returns where the numbers of several predictions are. The buffer holds
// the lengths of the titles as uint32, then the titles. A call costs several times as
// much as scoring a title.
//
//go:wasmexport predict_all
func predictAll(titles int32) unsafe.Pointer {
	batch = batch[:0]
	at := 4 * titles
	for i := range titles {
		n := int32(binary.LittleEndian.Uint32(title[4*i:]))
		batch = append(batch, list(scorer.Predict(string(title[at:at+n]))))
		at += n
	}
	return unsafe.Pointer(unsafe.SliceData(batch))
}
