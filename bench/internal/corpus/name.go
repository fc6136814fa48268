package corpus

// syllables are those of invented names; their number is a prime, which keeps
// the names of neighbouring numbers apart.
var syllables = [...]string{
	"ba", "di", "ru", "san", "ke", "mo", "ti", "la", "war", "ni", "su", "gan", "to", "re", "ha",
	"min", "ja", "pu", "lek", "dar", "vo", "si", "nur", "ben", "ya", "kol", "fi", "tra", "mel",
}

// name is the n-th invented name, of two syllables or more: distinct numbers
// have distinct names unless two rows of syllables spell the same.
func name(n uint64) string {
	const base = uint64(len(syllables))
	text := []byte(syllables[n%base])
	for n /= base; ; n /= base {
		text = append(text, syllables[n%base]...)
		if n < base {
			break
		}
	}
	text[0] -= 'a' - 'A'
	return string(text)
}
