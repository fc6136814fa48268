package features

// Group is what a cue speaks of: one of the six devices of sensational
// wording, or the style of the headline.
type Group string

// The groups. The first six are the devices.
const (
	Emphasis  Group = "emphasis"
	Hyperbole Group = "hyperbole"
	Curiosity Group = "curiosity"
	Loaded    Group = "loaded"
	Shock     Group = "shock"
	Gossip    Group = "gossip"
	Style     Group = "style"
)

// Cue describes one named, hand-made feature of a headline.
type Cue struct {
	Name  string
	Group Group
	// Max caps the count; the value is count/Max, so values lie in [0, 1].
	Max float32
	// Sign, when not 0, is the sign that a model must keep the weight to:
	// what shouts may never calm a verdict, and the reverse.
	Sign int
	Doc  string
}

// CueID numbers the cues; Catalogue is indexed by it.
type CueID uint8

// The cues, device by device.
const (
	CapsShout CueID = iota
	CapsCharged
	CapsOpener
	Exclaim
	ExclaimMany
	ExclaimOpener
	ExclaimEnd
	ExclaimQuoted
	Interrobang
	EllipsisMid
	EllipsisEnd
	Elongation
	Emoji
	Disguise
	QuestionMany

	HyperboleTerm
	HyperboleMany
	HyperboleOpener
	IntensifierTerm
	IntensifiedCharge
	SuperlativeTerm
	AbsoluteTerm
	EmotionTerm
	EmotionReact

	CuriosityTerm
	CuriosityMany
	QuestionWord
	QuestionOpener
	QuestionMark
	QuestionEnd
	IniOpener
	IniEnd
	IniTease
	IniTail
	Begini
	Ternyata
	NyaEnd
	NyaAny
	ListicleLead
	ListicleTail
	ListicleNoun
	VaguePerson
	ImperativeTerm
	TeaserTail
	ThisIsWhat

	LoadedTerm
	LoadedMany
	LoadedOpener
	LoadedIntensified
	AngerTerm

	ShockTerm
	ShockMany
	ShockOpener
	EmotionOpener
	GrimTerm
	GrimCharged

	GossipTerm
	GossipMany
	PrurientTerm
	CelebrityTerm
	CelebrityCharged

	Words
	LongTitle
	ShortTitle
	WordLength
	LongWords
	FunctionShare
	Numbers
	Year
	MoneyPercent
	Colon
	SpeakerColon
	Commas
	Dash
	Parenthesis
	BracketTag
	Quoted
	QuotedShare
	QuotedShort
	QuotedLong
	AttributionTerm
	AttributedQuote
	HedgingTerm
	NegationTerm
	ParticleTerm
	SlangTerm
	AddressTerm
	Reduplication
	AcronymCount
	PluralSentences
	HashtagMention
	SlashPipe
	English
	Devices2
	Devices3
	Devices4

	NumCues int = iota
)

var catalogue = [NumCues]Cue{
	CapsShout:     {"caps_shout", Emphasis, 3, +1, "words in capitals picked out for shouting: not acronyms, names of works in quotes, tags in brackets or tickers; a whole title in capitals counts in full"},
	CapsCharged:   {"caps_charged", Emphasis, 2, +1, "shouted words where the capitals hold a charged term or run up to an exclamation mark; for a whole title in capitals, when it holds either"},
	CapsOpener:    {"caps_opener", Emphasis, 1, +1, "a charged shout opens the title"},
	Exclaim:       {"exclaim", Emphasis, 1, +1, "an exclamation mark outside quotes"},
	ExclaimMany:   {"exclaim_many", Emphasis, 1, +1, "two or more exclamation marks outside quotes"},
	ExclaimOpener: {"exclaim_opener", Emphasis, 1, +1, "an exclamation mark within the first six words, with text after it"},
	ExclaimEnd:    {"exclaim_end", Emphasis, 1, +1, "the title ends in an exclamation mark"},
	ExclaimQuoted: {"exclaim_quoted", Emphasis, 1, 0, "an exclamation mark inside quotes"},
	Interrobang:   {"interrobang", Emphasis, 1, +1, "?! or !?"},
	EllipsisMid:   {"ellipsis_mid", Emphasis, 1, 0, "three dots inside the title"},
	EllipsisEnd:   {"ellipsis_end", Emphasis, 1, 0, "three dots end the title"},
	Elongation:    {"elongation", Emphasis, 1, +1, "a word with letters drawn out (hebooooh)"},
	Emoji:         {"emoji", Emphasis, 2, 0, "emoji and pictures"},
	Disguise:      {"disguise", Style, 1, 0, "words disguised by look-alike letters, digits for letters, or letters set apart"},
	QuestionMany:  {"question_many", Emphasis, 1, +1, "two or more question marks in a row"},

	HyperboleTerm:     {"hyperbole", Hyperbole, 2, +1, "terms of exaggeration and hype"},
	HyperboleMany:     {"hyperbole_many", Hyperbole, 1, +1, "two or more terms of exaggeration and hype"},
	HyperboleOpener:   {"hyperbole_opener", Hyperbole, 1, 0, "a term of exaggeration or hype among the first three words"},
	IntensifierTerm:   {"intensifier", Hyperbole, 2, 0, "degree words: sangat, banget, super, totally"},
	IntensifiedCharge: {"intensified_charge", Hyperbole, 1, +1, "a degree word right beside a charged term"},
	SuperlativeTerm:   {"superlative", Hyperbole, 2, 0, "superlatives: paling, terparah, best, worst"},
	AbsoluteTerm:      {"absolute", Hyperbole, 2, 0, "all or nothing: semua, tak pernah, never, every"},
	EmotionTerm:       {"emotion", Hyperbole, 2, +1, "feeling labels: miris, haru, heartbreaking"},
	EmotionReact:      {"emotion_react", Hyperbole, 1, 0, "a feeling or an exaggeration said of the public (netizen, warganet, fans)"},

	CuriosityTerm:  {"curiosity", Curiosity, 2, +1, "teaser terms that withhold a fact"},
	CuriosityMany:  {"curiosity_many", Curiosity, 1, +1, "two or more teaser terms"},
	QuestionWord:   {"question_word", Curiosity, 1, 0, "a question word"},
	QuestionOpener: {"question_opener", Curiosity, 1, 0, "a question word opens the title"},
	QuestionMark:   {"question_mark", Curiosity, 1, 0, "a question mark outside quotes"},
	QuestionEnd:    {"question_end", Curiosity, 1, 0, "the title ends in a question mark"},
	IniOpener:      {"ini_opener", Curiosity, 1, 0, "the title opens with ini, inilah, this, these, here"},
	IniEnd:         {"ini_end", Curiosity, 1, 0, "the title or its last clause ends with ini, this"},
	IniTease:       {"ini_tease", Curiosity, 1, 0, "ini right after a comma, or before yang, dia, alasan, penyebab"},
	IniTail:        {"ini_tail", Curiosity, 1, 0, "ini among the last four words"},
	Begini:         {"begini", Curiosity, 1, 0, "begini, seperti ini, like this, here's how"},
	Ternyata:       {"ternyata", Curiosity, 1, 0, "ternyata, rupanya, turns out, actually"},
	NyaEnd:         {"nya_end", Curiosity, 1, 0, "the last word carries -nya"},
	NyaAny:         {"nya_any", Curiosity, 2, 0, "words that carry -nya"},
	ListicleLead:   {"listicle_lead", Curiosity, 1, 0, "a number opens the title, a counted noun follows"},
	ListicleTail:   {"listicle_tail", Curiosity, 1, 0, "a number and a counted noun later in the title"},
	ListicleNoun:   {"listicle_noun", Curiosity, 1, 0, "nouns counted in lists: fakta, potret, cara, reasons, things"},
	VaguePerson:    {"vague_person", Curiosity, 1, 0, "someone not named: pria ini, artis ini, this woman"},
	ImperativeTerm: {"imperative", Curiosity, 1, 0, "an order to the reader: simak, intip, watch"},
	TeaserTail:     {"teaser_tail", Curiosity, 1, 0, "a last clause of at most six words with a teaser or question word"},
	ThisIsWhat:     {"this_is_what", Curiosity, 1, 0, "this/here is what/why/how"},

	LoadedTerm:        {"loaded", Loaded, 2, +1, "loaded, partisan or derogatory terms (terpojok, antek, slammed)"},
	LoadedMany:        {"loaded_many", Loaded, 1, +1, "two or more loaded, partisan or derogatory terms"},
	LoadedOpener:      {"loaded_opener", Loaded, 1, 0, "a loaded term among the first three words"},
	LoadedIntensified: {"loaded_intensified", Loaded, 1, +1, "makin, kian, sangat right before a loaded term"},
	AngerTerm:         {"anger", Loaded, 1, 0, "anger verbs: geram, murka, blasts"},

	ShockTerm:     {"shock", Shock, 2, +1, "terms that appeal to fear, disgust or outrage"},
	ShockMany:     {"shock_many", Shock, 1, +1, "two or more terms that appeal to fear, disgust or outrage"},
	ShockOpener:   {"shock_opener", Shock, 1, +1, "a term that appeals to fear, disgust or outrage opens the title"},
	EmotionOpener: {"emotion_opener", Shock, 1, +1, "a one-word feeling label opens the title: Miris, Tragis…"},
	GrimTerm:      {"grim", Shock, 2, 0, "plain words of crime, death and disaster; sober in themselves"},
	GrimCharged:   {"grim_charged", Shock, 1, 0, "a plain grim word together with a shocking or exaggerating one"},

	GossipTerm:       {"gossip", Gossip, 2, +1, "private-life and celebrity bait"},
	GossipMany:       {"gossip_many", Gossip, 1, +1, "two or more terms of private-life and celebrity bait"},
	PrurientTerm:     {"prurient", Gossip, 2, +1, "terms of body and intimacy"},
	CelebrityTerm:    {"celebrity", Gossip, 2, 0, "nouns for the famous and their public"},
	CelebrityCharged: {"celebrity_charged", Gossip, 1, 0, "a noun for the famous or their public together with a charged term"},

	Words:           {"words", Style, 20, 0, "number of words and figures"},
	LongTitle:       {"long_title", Style, 1, 0, "fourteen words or more"},
	ShortTitle:      {"short_title", Style, 1, 0, "five words or fewer"},
	WordLength:      {"word_length", Style, 12, 0, "mean letters a word"},
	LongWords:       {"long_words", Style, 1, 0, "share of words of eight letters or more (readability)"},
	FunctionShare:   {"function_share", Style, 1, 0, "share of function words"},
	Numbers:         {"numbers", Style, 3, 0, "figures"},
	Year:            {"year", Style, 1, 0, "a year"},
	MoneyPercent:    {"money_percent", Style, 1, 0, "amounts of money and percentages"},
	Colon:           {"colon", Style, 1, 0, "a colon"},
	SpeakerColon:    {"speaker_colon", Style, 1, 0, "a colon after the first one to four words: a speaker or a topic"},
	Commas:          {"commas", Style, 3, 0, "commas"},
	Dash:            {"dash", Style, 1, 0, "a dash between spaces"},
	Parenthesis:     {"parenthesis", Style, 1, 0, "round brackets"},
	BracketTag:      {"bracket_tag", Style, 1, 0, "a tag in square brackets"},
	Quoted:          {"quoted", Style, 2, 0, "pairs of quotes"},
	QuotedShare:     {"quoted_share", Style, 1, 0, "share of the words that stand in quotes"},
	QuotedShort:     {"quoted_short", Style, 1, 0, "one or two words in quotes"},
	QuotedLong:      {"quoted_long", Style, 1, 0, "four words or more in quotes: a quotation or the title of a work"},
	AttributionTerm: {"attribution", Style, 1, 0, "words that name a source: kata, menurut, says"},
	AttributedQuote: {"attributed_quote", Style, 1, 0, "a quotation with a source: quotes or an opening colon, and a speaker"},
	HedgingTerm:     {"hedging", Style, 1, 0, "hedges: diduga, mungkin, reportedly"},
	NegationTerm:    {"negation", Style, 1, 0, "negations"},
	ParticleTerm:    {"particle", Style, 1, 0, "discourse particles: sih, dong, kok"},
	SlangTerm:       {"slang", Style, 2, 0, "informal register"},
	AddressTerm:     {"address", Style, 1, 0, "the reader is spoken to: kamu, anda, you"},
	Reduplication:   {"reduplication", Style, 2, 0, "a word repeated with a hyphen: blak-blakan"},
	AcronymCount:    {"acronym", Style, 3, +1, "acronyms; a common word in capitals may pass for one, so they must not calm either"},
	PluralSentences: {"two_sentences", Style, 1, 0, "a sentence ends inside the title"},
	HashtagMention:  {"hashtag_mention", Style, 1, 0, "# or @ before a word"},
	SlashPipe:       {"slash_pipe", Style, 1, 0, "a slash or a bar between words"},
	English:         {"english", Style, 1, 0, "share of English among the function words"},
	Devices2:        {"devices_2", Style, 1, +1, "terms or marks of two different devices"},
	Devices3:        {"devices_3", Style, 1, +1, "terms or marks of three different devices"},
	Devices4:        {"devices_4", Style, 1, +1, "terms or marks of four or more different devices"},
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
