package features

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// Group is what a cue belongs to: one of the six devices of sensational wording,
// or the style of the headline.
type Group string

// The groups. All but Style are devices.
const (
	Emphasis  Group = "emphasis"
	Hyperbole Group = "hyperbole"
	Curiosity Group = "curiosity"
	Loaded    Group = "loaded"
	Shock     Group = "shock"
	Gossip    Group = "gossip"
	Style     Group = "style"
)

// Devices lists the six devices in the order that models, data sets and reports
// use, each with the letter that stands for it in a data set.
var Devices = [...]struct {
	Group  Group
	Letter byte
}{{Emphasis, 'E'}, {Hyperbole, 'H'}, {Curiosity, 'C'}, {Loaded, 'L'}, {Shock, 'F'}, {Gossip, 'P'}}

// Cue describes a named, hand-made feature of a headline.
type Cue struct {
	Name  string `json:"name"`
	Group Group  `json:"group"`
	// Max caps the count; the value is count/Max, so values lie in [0, 1].
	Max float32 `json:"max"`
	// Sign, when not 0, is the sign that a model must keep the cue's weight to:
	// what shouts may never calm a verdict.
	Sign int    `json:"sign"`
	Doc  string `json:"doc"` // what it counts, with examples
	// The cue as a reason, for people, in English and Indonesian.
	English    string `json:"en"`
	Indonesian string `json:"id"`
}

// CueID numbers the cues; Catalogue is indexed by it.
type CueID uint8

// The cues, device by device, in the order of catalogue.tsv. Those that other packages
// name are exported.
const (
	cueCapsShout CueID = iota
	cueCapsCharged
	cueCapsOpener
	cueCapsLead
	Exclaim
	cueExclaimMany
	cueExclaimOpener
	cueExclaimEnd
	cueExclaimQuoted
	cueInterrobang
	cueEllipsisMid
	cueEllipsisEnd
	cueElongation
	cueEmoji
	cueDisguise
	cueQuestionMany

	cueHyperboleTerm
	cueHyperboleMany
	cueHyperboleOpener
	cueIntensifierTerm
	cueIntensifiedCharge
	cueSuperlativeTerm
	cueAbsoluteTerm
	cueEmotionTerm
	cueEmotionReact

	cueCuriosityTerm
	cueCuriosityMany
	cueQuestionWord
	cueQuestionOpener
	cueQuestionMark
	cueQuestionEnd
	cueIniOpener
	cueIniEnd
	cueIniTease
	cueIniTail
	cueBegini
	cueTernyata
	cueNyaEnd
	cueNyaAny
	cueListicleLead
	cueListicleTail
	cueListicleNoun
	cueVaguePerson
	cueImperativeTerm
	cueTeaserTail
	cueThisIsWhat

	cueLoadedTerm
	cueLoadedMany
	cueLoadedOpener
	cueLoadedIntensified
	cueAngerTerm
	cueInsult
	cueRidicule
	cuePartisan
	cueRout
	cueDoubt
	cuePraise
	cueIdiom
	cueSlantDesk
	cueSlantSpeech

	cueShockTerm
	cueShockMany
	cueShockOpener
	cueEmotionOpener
	cueGrimTerm
	cueGrimCharged

	cueGossipTerm
	cueGossipMany
	cuePrurientTerm
	cueCelebrityTerm
	cueCelebrityCharged

	Words
	cueLongTitle
	cueShortTitle
	WordLength
	LongWords
	FunctionShare
	cueNumbers
	cueYear
	cueMoneyPercent
	cueColon
	cueSpeakerColon
	cueCommas
	cueDash
	cueParenthesis
	cueBracketTag
	cueQuoted
	cueQuotedShare
	cueQuotedShort
	cueQuotedLong
	cueAttributionTerm
	cueAttributedQuote
	cueHedgingTerm
	cueNegationTerm
	cueParticleTerm
	cueSlangTerm
	cueAddressTerm
	cueReduplication
	cueAcronymCount
	cuePluralSentences
	cueSlashPipe
	cueEnglish
	cueDevices2
	cueDevices3
	cueDevices4

	NumCues int = iota
)

//go:embed catalogue.tsv
var catalogueFile string

// catalogue panics at start where a line of the file does not describe a cue.
var catalogue = func() (all [NumCues]Cue) {
	lines := strings.Split(strings.TrimSpace(catalogueFile), "\n")[1:]
	for id, line := range lines {
		f := strings.Split(strings.TrimSpace(line), "\t")
		most, err := strconv.ParseFloat(f[2], 32)
		sign, signErr := strconv.Atoi(f[3])
		if err != nil || signErr != nil || len(f) != 7 || len(lines) != NumCues {
			panic(fmt.Sprintf("features: catalogue.tsv: %d cues, must be %d; line %d: %q", len(lines), NumCues, id+2, line))
		}
		all[id] = Cue{f[0], Group(f[1]), float32(most), sign, f[4], f[5], f[6]}
	}
	return all
}()

// Catalogue lists every cue in the order of Headline.Cues.
func Catalogue() []Cue {
	c := catalogue
	return c[:]
}

// String returns the name of the cue.
func (id CueID) String() string { return catalogue[id].Name }

// Max is the count at which the cue's value is 1.
func (id CueID) Max() float32 { return catalogue[id].Max }
