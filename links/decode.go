package links

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// metaScan is how far a charset is looked for in meta elements. The standard
// says 1,024 bytes; pages put scripts before it.
const metaScan = 8192

var (
	metaCharset = lazily(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)
	xmlEncoding = lazily(`(?i)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_:.-]{2,40})["']`)
)

// decode turns raw into UTF-8 without NUL bytes and names the encoding found.
// Order: byte order mark, header, XML declaration or meta, then the bytes
// themselves. A declaration that the bytes contradict is overruled, with a
// warning: UTF-8 said to be something else, text said to be UTF-8 that is not,
// UTF-16 that is not.
func decode(raw []byte, contentType string, kind Kind) (text, name string, warnings []string) {
	raw, name = cutBOM(raw)
	if name == "" {
		declared := declaredEncoding(raw, contentType, kind)
		name = settleEncoding(raw, declared)
		if declared != "" && declared != name {
			warnings = append(warnings, "declared as "+declared+", read as "+name)
		}
	}
	switch name {
	case "utf-8":
		fixed, broken := repairUTF8(raw)
		if broken > 0 {
			warnings = append(warnings, "not all of it is UTF-8; stray bytes read as windows-1252")
		}
		text = fixed
	default:
		text = decodeAs(raw, name)
	}
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "")
		warnings = append(warnings, "NUL bytes were dropped")
	}
	return text, name, warnings
}

func cutBOM(raw []byte) ([]byte, string) {
	for _, b := range []struct{ bom, name string }{
		{"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"},
	} {
		if bytes.HasPrefix(raw, []byte(b.bom)) {
			return raw[len(b.bom):], b.name
		}
	}
	return raw, ""
}

// declaredEncoding returns the WHATWG name of the declared encoding, or "".
func declaredEncoding(raw []byte, contentType string, kind Kind) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		if _, name := charset.Lookup(params["charset"]); name != "" {
			return name
		}
	}
	if kind == KindText {
		return ""
	}
	head := raw[:min(len(raw), metaScan)]
	for _, re := range []pattern{xmlEncoding, metaCharset} {
		if m := re().FindSubmatch(head); m != nil {
			if _, name := charset.Lookup(string(m[1])); name != "" {
				return name
			}
		}
	}
	return ""
}

// settleEncoding checks the declaration against the bytes.
func settleEncoding(raw []byte, declared string) string {
	if wide := looksUTF16(raw); wide != "" {
		return wide
	}
	valid := utf8.Valid(raw)
	switch {
	case declared == "" && (valid || mostlyUTF8(raw)):
		return "utf-8"
	case declared == "":
		return "windows-1252"
	case strings.HasPrefix(declared, "utf-16"), declared == "replacement":
		return settleEncoding(raw, "")
	case declared == "utf-8" && !valid && !mostlyUTF8(raw):
		return "windows-1252"
	case isSingleByte(declared) && valid && !isASCII(raw):
		return "utf-8"
	}
	return declared
}

// isSingleByte names the encodings that are declared by habit over UTF-8 bytes.
func isSingleByte(name string) bool {
	return strings.HasPrefix(name, "windows-") || strings.HasPrefix(name, "iso-8859-")
}

func isASCII(raw []byte) bool {
	for _, b := range raw {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// looksUTF16 recognises UTF-16 of mostly Latin text: every other byte is NUL.
func looksUTF16(raw []byte) string {
	head := raw[:min(len(raw), sniffLen)]
	if len(head) < 8 {
		return ""
	}
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case nul[1] > half*7/10 && nul[0] < half/10:
		return "utf-16le"
	case nul[0] > half*7/10 && nul[1] < half/10:
		return "utf-16be"
	}
	return ""
}

// mostlyUTF8 reports whether at least half of what is not ASCII forms valid
// sequences, which text in another encoding hardly ever does.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 0 && good >= bad
}

// repairUTF8 keeps valid sequences and reads each stray byte as windows-1252.
func repairUTF8(raw []byte) (string, int) {
	if utf8.Valid(raw) {
		return string(raw), 0
	}
	var b strings.Builder
	b.Grow(len(raw) + 64)
	broken := 0
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(raw[i])
			broken++
		}
		b.WriteRune(r)
		i += n
	}
	return b.String(), broken
}

func decodeAs(raw []byte, name string) string {
	var e encoding.Encoding
	if e, _ = charset.Lookup(name); e == nil {
		e = charmap.Windows1252
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		s, _ := repairUTF8(raw)
		return s
	}
	return string(out)
}
