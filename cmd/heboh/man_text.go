package main

// What the manual page says beside the texts of --help.

const manAbout = `Heboh says whether a headline is told neutrally or sensationally, how strongly, by which devices, and because of which words. It reads Indonesian and English.

The label is about the wording, not about what happened nor whether it is true. A verdict is a reason to look, not a reason to remove.

Results go to standard output, everything else to standard error. Options may follow arguments; a headline that begins with a dash goes after --.`

var manSections = []struct {
	title string
	items [][2]string
}{
	{"EXIT STATUS", [][2]string{
		{"0", "done"},
		{"1", "something failed; what was done is kept"},
		{"2", "wrong usage"},
		{"3", "--fail-on-sensational found a sensational headline"},
	}},
	{"ENVIRONMENT", [][2]string{
		{"HEBOH_TOKEN", "the bearer token of heboh serve; --token-file goes before it"},
		{"NO_COLOR", "no colour, even on a terminal"},
		{"FORCE_COLOR, CLICOLOR_FORCE", "colour also where standard output is no terminal"},
		{"XDG_STATE_HOME", "where the usual feedback store is kept, in heboh/feedback.db (default: ~/.local/state)"},
	}},
	{"SIGNALS", [][2]string{
		{"SIGHUP", "heboh serve loads its model file again; a bad file changes nothing"},
		{"SIGINT, SIGTERM", "heboh serve finishes the requests under way and ends; other commands stop, and a file that was being written with --out stays the old one"},
	}},
}

var manExamples = [][2]string{
	{"Label a column of a file, keep the other columns:", "heboh score --in links.csv --field title --out labelled.csv"},
	{"Say why:", `heboh score --explain "MERINDING! Ternyata Ini Penyebabnya"`},
	{"Fail when a title among them shouts:", "heboh score --fail-on-sensational < titles.txt"},
	{"Label the related stories of a page:", "heboh links --role related https://news.example/story"},
	{"Learn from the moderators' verdicts too:", "heboh feedback export --out feedback.jsonl\nheboh train --data own.tsv feedback.jsonl --out mine.heboh"},
}
