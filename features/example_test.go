package features_test

import (
	"fmt"

	"github.com/heboh/heboh/features"
)

func ExampleTokenize() {
	const title = "V1R4L! Warga “h e b o h” soal Rp200"
	for _, t := range features.Tokenize(title) {
		fmt.Printf("%-6s %-6s %s\n", t.Kind, t.Text, title[t.Start:t.End])
	}
	// Output:
	// word   viral  V1R4L
	// punct  !      !
	// word   warga  Warga
	// punct  "      “
	// word   heboh  h e b o h
	// punct  "      ”
	// word   soal   soal
	// word   rp200  Rp200
}

func ExampleHeadline_Hits() {
	const title = "ISRAEL MAKIN TERPOJOK! Dunia Menunggu"
	var h features.Headline
	h.RecordHits(true)
	h.Reset(title)
	h.Cues()
	for _, hit := range h.Hits() {
		if features.Catalogue()[hit.Cue].Group == features.Emphasis || features.Catalogue()[hit.Cue].Group == features.Loaded {
			s := h.Span(hit.From, hit.To)
			fmt.Printf("%s: %s\n", hit.Cue, title[s.Start:s.End])
		}
	}
	// Output:
	// caps_shout: ISRAEL MAKIN TERPOJOK
	// caps_lead: ISRAEL MAKIN TERPOJOK
	// caps_charged: ISRAEL MAKIN TERPOJOK
	// caps_opener: ISRAEL MAKIN TERPOJOK
	// exclaim: !
	// exclaim_opener: !
	// loaded: MAKIN TERPOJOK
	// rout: MAKIN TERPOJOK
	// loaded_intensified: MAKIN TERPOJOK
	// loaded_opener: MAKIN TERPOJOK
	// slant_desk: MAKIN TERPOJOK
}

func ExampleHeadline_Cues() {
	var h features.Headline
	h.Reset("5 Fakta Jalan Ambles, Nomor 3 Mengerikan")
	values := h.Cues()
	for i, c := range features.Catalogue() {
		if c.Group == features.Curiosity && values[i] > 0 {
			fmt.Printf("%s %.1f: %s\n", c.Name, values[i], c.Doc)
		}
	}
	// Output:
	// listicle_lead 1.0: a number opens the headline, a counted noun follows
	// listicle_noun 1.0: nouns counted in lists: fakta, potret, cara, reasons, things
}
