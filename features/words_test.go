package features

import "testing"

// TestDamagedTable: a table of words that is not whole stops the program at
// its start.
func TestDamagedTable(t *testing.T) {
	flipped := []byte(wordsFile)
	flipped[len(flipped)/2] ^= 1
	for name, data := range map[string]string{
		"empty": "", "cut short": wordsFile[:len(wordsFile)-8], "too long": wordsFile + "12345678",
		"of zeros": string(make([]byte, len(wordsFile))), "with a bit flipped": string(flipped),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a table %s was accepted", name)
				}
			}()
			openWords(data)
		}()
	}
}
