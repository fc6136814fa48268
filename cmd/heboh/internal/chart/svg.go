package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// SVG draws the chart as an element of HTML, or as a file of its own.
func (c *Chart) SVG() []byte {
	w, h := c.size()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img" aria-label="%s" font-family="system-ui, 'Noto Sans', sans-serif" font-size="13">`,
		w, h, w, h, escape(strings.Join(c.Panels, ", ")))
	for _, s := range c.shapes() {
		s.svg(&b)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (s *shape) svg(b *bytes.Buffer) {
	fill := fmt.Sprintf("#%02x%02x%02x", s.colour.R, s.colour.G, s.colour.B)
	switch s.kind {
	case "rect":
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, s.x, s.y, s.w, s.h, fill)
	case "disc":
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="%s"/>`, s.x, s.y, s.w/2, fill)
	case "text":
		weight := ""
		if s.title {
			weight = ` font-weight="600" font-size="15"`
		}
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>`,
			s.x, s.y, [...]string{"start", "middle", "end"}[s.anchor], fill, weight, escape(s.text))
	}
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
