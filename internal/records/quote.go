package records

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// These bytes have escapes of one letter in JSON.
const escaped, escapes = "\"\\\n\r\t", `"\nrt`

// AppendString appends s as a JSON string. Bytes that are not UTF-8 become
// U+FFFD; only what JSON requires is escaped.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		if size > 1 {
			i += size - 1
			continue
		}
		dst = append(dst, s[from:i]...)
		if letter := strings.IndexByte(escaped, c); c >= utf8.RuneSelf {
			dst = utf8.AppendRune(dst, utf8.RuneError)
		} else if letter >= 0 {
			dst = append(dst, '\\', escapes[letter])
		} else {
			dst = fmt.Appendf(dst, `\u%04x`, c)
		}
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}

// AppendCSV appends s as a CSV field, quoted where it must be.
func AppendCSV(dst []byte, s string) []byte {
	if s == strings.Trim(s, " ") && !strings.ContainsAny(s, ",\"\n\r") {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(s, `"`, `""`)...)
	return append(dst, '"')
}
