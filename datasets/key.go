package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key is the form of a title that the split rule and annotations go by: NFKC,
// lower case, letters and digits only, no spaces. Titles that differ in
// capitals, punctuation or spacing share a key. Bytes that are not UTF-8 do not
// count; left in, they would keep what follows from being normalised.
func Key(text string) string {
	lower := strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(text, "")))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, lower)
}

// HashLen is the length of [KeyHash] in hexadecimal digits.
const HashLen = 16

// KeyHash names a title without giving it away: the first 16 hexadecimal
// digits of the SHA-256 of its [Key].
func KeyHash(text string) string {
	sum := sha256.Sum256([]byte(Key(text)))
	return hex.EncodeToString(sum[:HashLen/2])
}

// IsTest is the split rule: a title is a test row when the first byte of the
// SHA-256 of its [Key] is divisible by 5 (52 of 256). It needs no list and no
// seed, and a title falls on the same side in every data set it occurs in.
func IsTest(text string) bool {
	return sha256.Sum256([]byte(Key(text)))[0]%5 == 0
}

// Split divides examples by [IsTest], keeping their order.
func Split(examples []Example) (train, test []Example) {
	for _, e := range examples {
		if IsTest(e.Text) {
			test = append(test, e)
		} else {
			train = append(train, e)
		}
	}
	return train, test
}
