package records

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// AppendString appends s as a JSON string. Bytes that are not UTF-8 become
// U+FFFD; only what JSON requires is escaped.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i, r := range s {
		if r >= 0x20 && r != '"' && r != '\\' && r != utf8.RuneError {
			continue
		}
		dst = append(dst, s[from:i]...)
		size := 1
		switch r {
		case '"', '\\':
			dst = append(dst, '\\', byte(r))
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\r':
			dst = append(dst, '\\', 'r')
		case '\t':
			dst = append(dst, '\\', 't')
		case utf8.RuneError:
			_, size = utf8.DecodeRuneInString(s[i:]) // 1 for a byte that is not UTF-8
			dst = utf8.AppendRune(dst, r)
		default:
			dst = fmt.Appendf(dst, `\u%04x`, r)
		}
		from = i + size
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
