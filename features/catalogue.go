package features

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
}

// CueID numbers the cues; Catalogue is indexed by it.
type CueID uint8

// The cues, device by device. Those that other packages name are exported.
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
	cueHashtagMention
	cueSlashPipe
	cueEnglish
	cueDevices2
	cueDevices3
	cueDevices4

	NumCues int = iota
)

var catalogue = [NumCues]Cue{
	cueCapsShout:     {"caps_shout", Emphasis, 3, +1, "words in capitals picked out for shouting: not acronyms, names of works in quotes, tags in brackets or tickers; a whole headline in capitals counts in full"},
	cueCapsCharged:   {"caps_charged", Emphasis, 2, +1, "shouted words where the capitals hold a charged term or run up to an exclamation mark; for a whole headline in capitals, when it has either"},
	cueCapsOpener:    {"caps_opener", Emphasis, 1, +1, "a charged shout opens the headline"},
	cueCapsLead:      {"caps_lead", Emphasis, 1, +1, "a charged or withholding lead word in capitals, not a topic label: NASIB Guru Desa, not SOSOK Guru Desa"},
	Exclaim:          {"exclaim", Emphasis, 1, +1, "an exclamation mark outside quotes"},
	cueExclaimMany:   {"exclaim_many", Emphasis, 1, +1, "two or more exclamation marks outside quotes"},
	cueExclaimOpener: {"exclaim_opener", Emphasis, 1, +1, "an exclamation mark within the first six words, with text after it"},
	cueExclaimEnd:    {"exclaim_end", Emphasis, 1, +1, "the headline ends in an exclamation mark"},
	cueExclaimQuoted: {"exclaim_quoted", Emphasis, 1, 0, "an exclamation mark inside quotes"},
	cueInterrobang:   {"interrobang", Emphasis, 1, +1, "?! or !?"},
	cueEllipsisMid:   {"ellipsis_mid", Emphasis, 1, 0, "three dots inside the headline"},
	cueEllipsisEnd:   {"ellipsis_end", Emphasis, 1, 0, "three dots end the headline"},
	cueElongation:    {"elongation", Emphasis, 1, +1, "a word with letters drawn out (hebooooh)"},
	cueEmoji:         {"emoji", Emphasis, 16, +1, "emoji and pictures; they are no part of the wording, so they must not calm either"},
	cueDisguise:      {"disguise", Style, 1, 0, "words disguised by look-alike letters, digits for letters, or spaced-out letters"},
	cueQuestionMany:  {"question_many", Emphasis, 1, +1, "two or more question marks in a row"},

	cueHyperboleTerm:     {"hyperbole", Hyperbole, 2, +1, "terms of exaggeration and hype"},
	cueHyperboleMany:     {"hyperbole_many", Hyperbole, 1, +1, "two or more terms of exaggeration and hype"},
	cueHyperboleOpener:   {"hyperbole_opener", Hyperbole, 1, 0, "a term of exaggeration or hype among the first three words"},
	cueIntensifierTerm:   {"intensifier", Hyperbole, 2, 0, "degree words: sangat, banget, super, totally"},
	cueIntensifiedCharge: {"intensified_charge", Hyperbole, 1, +1, "a degree word right beside a charged term"},
	cueSuperlativeTerm:   {"superlative", Hyperbole, 2, 0, "superlatives: paling, terparah, best, worst"},
	cueAbsoluteTerm:      {"absolute", Hyperbole, 2, 0, "all or nothing: semua, tak pernah, never, every"},
	cueEmotionTerm:       {"emotion", Hyperbole, 2, +1, "feeling labels: miris, haru, heartbreaking"},
	cueEmotionReact:      {"emotion_react", Hyperbole, 1, 0, "a feeling or an exaggeration attributed to the public (netizen, warganet, fans)"},

	cueCuriosityTerm:  {"curiosity", Curiosity, 2, +1, "teaser terms that withhold a fact"},
	cueCuriosityMany:  {"curiosity_many", Curiosity, 1, +1, "two or more teaser terms"},
	cueQuestionWord:   {"question_word", Curiosity, 1, 0, "a question word"},
	cueQuestionOpener: {"question_opener", Curiosity, 1, 0, "a question word opens the headline"},
	cueQuestionMark:   {"question_mark", Curiosity, 1, 0, "a question mark outside quotes"},
	cueQuestionEnd:    {"question_end", Curiosity, 1, 0, "the headline ends in a question mark"},
	cueIniOpener:      {"ini_opener", Curiosity, 1, 0, "the headline opens with ini, inilah, this, these, here"},
	cueIniEnd:         {"ini_end", Curiosity, 1, 0, "the headline or its last clause ends with ini, this"},
	cueIniTease:       {"ini_tease", Curiosity, 1, 0, "ini right after a comma, or before yang, dia, alasan, penyebab"},
	cueIniTail:        {"ini_tail", Curiosity, 1, 0, "ini among the last four words"},
	cueBegini:         {"begini", Curiosity, 1, 0, "begini, seperti ini, like this, here's how"},
	cueTernyata:       {"ternyata", Curiosity, 1, 0, "ternyata, rupanya, turns out, actually"},
	cueNyaEnd:         {"nya_end", Curiosity, 1, 0, "the last word carries -nya"},
	cueNyaAny:         {"nya_any", Curiosity, 2, 0, "words that carry -nya"},
	cueListicleLead:   {"listicle_lead", Curiosity, 1, 0, "a number opens the headline, a counted noun follows"},
	cueListicleTail:   {"listicle_tail", Curiosity, 1, 0, "a number and a counted noun later in the headline"},
	cueListicleNoun:   {"listicle_noun", Curiosity, 1, 0, "nouns counted in lists: fakta, potret, cara, reasons, things"},
	cueVaguePerson:    {"vague_person", Curiosity, 1, 0, "someone not named: pria ini, artis ini, this woman"},
	cueImperativeTerm: {"imperative", Curiosity, 1, 0, "an order to the reader: simak, intip, watch"},
	cueTeaserTail:     {"teaser_tail", Curiosity, 1, 0, "a last clause of at most six words with a teaser or question word"},
	cueThisIsWhat:     {"this_is_what", Curiosity, 1, 0, "this/here is what/why/how"},

	cueLoadedTerm:        {"loaded", Loaded, 2, +1, "loaded, partisan or derogatory terms (terpojok, antek, slammed)"},
	cueLoadedMany:        {"loaded_many", Loaded, 1, +1, "two or more loaded, partisan or derogatory terms"},
	cueLoadedOpener:      {"loaded_opener", Loaded, 1, 0, "a loaded term among the first three words"},
	cueLoadedIntensified: {"loaded_intensified", Loaded, 1, +1, "makin, kian, sangat right before a loaded term"},
	cueAngerTerm:         {"anger", Loaded, 1, 0, "anger verbs: geram, murka, blasts"},
	cueInsult:            {"insult", Loaded, 2, +1, "name-calling and dehumanising words: biang kerok, pecundang, cronies, scum"},
	cueRidicule:          {"ridicule", Loaded, 2, +1, "words that make look foolish, weak or false: pencitraan, gelagapan, grovels, farce"},
	cuePartisan:          {"partisan", Loaded, 2, +1, "what one side calls the other: antek, rezim, kadrun, woke mob, illegals"},
	cueRout:              {"rout", Loaded, 2, +1, "verbs that hand one side the victory: skakmat, bungkam, slams, owns"},
	cueDoubt:             {"doubt", Loaded, 2, +1, "verbs of saying that cast doubt or blame: berdalih, ngaku, claims, insists"},
	cuePraise:            {"praise", Loaded, 2, 0, "glorifying words for people, nations and products: gahar, negarawan, iconic, heroic"},
	cueIdiom:             {"idiom", Loaded, 2, 0, "figurative turns: gigit jari, di ujung tanduk, witch hunt, eats humble pie"},
	cueSlantDesk:         {"slant_desk", Loaded, 2, +1, "loaded, doubting or glorifying terms in the desk's own voice"},
	cueSlantSpeech:       {"slant_speech", Loaded, 2, 0, "loaded, doubting or glorifying terms in quotes or after an opening colon"},

	cueShockTerm:     {"shock", Shock, 2, +1, "terms that appeal to fear, disgust or outrage"},
	cueShockMany:     {"shock_many", Shock, 1, +1, "two or more terms that appeal to fear, disgust or outrage"},
	cueShockOpener:   {"shock_opener", Shock, 1, +1, "a term that appeals to fear, disgust or outrage opens the headline"},
	cueEmotionOpener: {"emotion_opener", Shock, 1, +1, "a one-word feeling label opens the headline: Miris, Tragis…"},
	cueGrimTerm:      {"grim", Shock, 2, 0, "plain words of crime, death and disaster; sober in themselves"},
	cueGrimCharged:   {"grim_charged", Shock, 1, 0, "a plain grim word together with a shocking or exaggerating one"},

	cueGossipTerm:       {"gossip", Gossip, 2, +1, "private-life and celebrity bait"},
	cueGossipMany:       {"gossip_many", Gossip, 1, +1, "two or more terms of private-life and celebrity bait"},
	cuePrurientTerm:     {"prurient", Gossip, 2, +1, "terms for the body and intimacy"},
	cueCelebrityTerm:    {"celebrity", Gossip, 2, 0, "nouns for the famous and their public"},
	cueCelebrityCharged: {"celebrity_charged", Gossip, 1, 0, "a noun for the famous or their public together with a charged term"},

	Words:              {"words", Style, 20, 0, "number of words and figures"},
	cueLongTitle:       {"long_title", Style, 1, 0, "fourteen words or more"},
	cueShortTitle:      {"short_title", Style, 1, 0, "five words or fewer"},
	WordLength:         {"word_length", Style, 12, 0, "mean letters per word"},
	LongWords:          {"long_words", Style, 1, 0, "share of words of eight letters or more (readability)"},
	FunctionShare:      {"function_share", Style, 1, 0, "share of function words"},
	cueNumbers:         {"numbers", Style, 3, 0, "figures"},
	cueYear:            {"year", Style, 1, 0, "a year"},
	cueMoneyPercent:    {"money_percent", Style, 1, 0, "amounts of money and percentages"},
	cueColon:           {"colon", Style, 1, 0, "a colon"},
	cueSpeakerColon:    {"speaker_colon", Style, 1, 0, "a colon after the first one to four words: a speaker or a topic"},
	cueCommas:          {"commas", Style, 3, 0, "commas"},
	cueDash:            {"dash", Style, 1, 0, "a dash between spaces"},
	cueParenthesis:     {"parenthesis", Style, 1, 0, "round brackets"},
	cueBracketTag:      {"bracket_tag", Style, 1, 0, "a tag in square brackets"},
	cueQuoted:          {"quoted", Style, 2, 0, "pairs of quotes"},
	cueQuotedShare:     {"quoted_share", Style, 1, 0, "share of the words in quotes"},
	cueQuotedShort:     {"quoted_short", Style, 1, 0, "one or two words in quotes"},
	cueQuotedLong:      {"quoted_long", Style, 1, 0, "four words or more in quotes: a quotation or the title of a work"},
	cueAttributionTerm: {"attribution", Style, 1, 0, "words that name a source: kata, menurut, says"},
	cueAttributedQuote: {"attributed_quote", Style, 1, 0, "a quotation with a source: quotes or an opening colon, and a speaker"},
	cueHedgingTerm:     {"hedging", Style, 1, 0, "hedges: diduga, mungkin, reportedly"},
	cueNegationTerm:    {"negation", Style, 1, 0, "negations"},
	cueParticleTerm:    {"particle", Style, 1, 0, "discourse particles: sih, dong, kok"},
	cueSlangTerm:       {"slang", Style, 2, 0, "informal register"},
	cueAddressTerm:     {"address", Style, 1, 0, "words that address the reader: kamu, anda, you"},
	cueReduplication:   {"reduplication", Style, 2, 0, "a word repeated with a hyphen: blak-blakan"},
	cueAcronymCount:    {"acronym", Style, 3, +1, "acronyms; a common word in capitals may pass for one, so they must not calm either"},
	cuePluralSentences: {"two_sentences", Style, 1, 0, "a sentence ends inside the headline"},
	cueHashtagMention:  {"hashtag_mention", Style, 1, 0, "# or @ before a word"},
	cueSlashPipe:       {"slash_pipe", Style, 1, 0, "a slash or a bar between words"},
	cueEnglish:         {"english", Style, 1, 0, "share of English among the function words"},
	cueDevices2:        {"devices_2", Style, 1, +1, "terms or marks of two different devices"},
	cueDevices3:        {"devices_3", Style, 1, +1, "terms or marks of three different devices"},
	cueDevices4:        {"devices_4", Style, 1, +1, "terms or marks of four or more different devices"},
}

// Catalogue lists every cue in the order of Headline.Cues.
func Catalogue() []Cue {
	c := catalogue
	return c[:]
}

// String returns the name of the cue.
func (id CueID) String() string { return catalogue[id].Name }

// Max is the count at which the cue's value is 1.
func (id CueID) Max() float32 { return catalogue[id].Max }
