package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// manCommand prints a page made of the same texts as --help. Package cli's own
// (ToMan) leaves out descriptions, arguments and placeholders, and writes an
// option's default as =""; so the page is written here.
func manCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "man",
		Usage: "print the manual page",
		Description: "Shown by   heboh man | man -l -\n" +
			"kept by    heboh man > ~/.local/share/man/man1/heboh.1",
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			_, err := io.WriteString(u.Out, manual(c.App))
			return err
		},
	}
}

// manual is the page in the roff of man(7).
func manual(app *cli.App) string {
	p := &page{}
	p.line(".TH HEBOH 1 %s %s %s", quoted(committed()), quoted("heboh "+app.Version), quoted("User Commands"))
	p.section("NAME", "heboh - "+app.Usage)
	p.line(".SH SYNOPSIS\n.B heboh\n\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...")
	p.section("DESCRIPTION", manAbout)
	p.line(".SH COMMANDS")
	for _, c := range app.Commands {
		p.command("heboh", c)
	}
	p.line(".SH COMMON OPTIONS")
	p.item("\\-\\-help", "show help; heboh COMMAND --help shows that of a command")
	p.item("\\-\\-version", "print the version")
	for _, s := range manSections {
		p.line(".SH %s", s.title)
		for _, i := range s.items {
			p.item("\\fB"+escape(i[0])+"\\fR", i[1])
		}
	}
	p.line(".SH EXAMPLES")
	for i, e := range manExamples {
		if i > 0 {
			p.line(".PP")
		}
		p.text(e[0])
		p.line(".PP\n.EX\n%s\n.EE", escape(e[1]))
	}
	return p.String()
}

// page is roff in the making.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *page) section(title, text string) {
	p.line(".SH %s", title)
	p.text(text)
}

// text writes plain text; an empty line parts paragraphs, and lines with wide
// gaps or an indent are examples, kept as they are.
func (p *page) text(s string) {
	example := false
	for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
		if wide := strings.Contains(l, "  "); wide != example {
			example = wide
			p.line("%s", map[bool]string{true: ".PP\n.EX", false: ".EE\n.PP"}[example])
		}
		switch {
		case example:
			p.line("%s", escape(l))
		case l == "":
			p.line(".PP")
		default:
			p.fill(l)
		}
	}
	if example {
		p.line(".EE")
	}
}

// fill breaks a line where roff source should be broken; it sets it anew anyway.
func (p *page) fill(s string) {
	line := ""
	for _, w := range strings.Fields(s) {
		if len(line)+len(w) > 70 {
			p.line("%s", escape(line))
			line = ""
		}
		line = strings.TrimPrefix(line+" "+w, " ")
	}
	p.line("%s", escape(line))
}

// item writes a term, which is roff already, and what it means.
func (p *page) item(term, meaning string) {
	p.line(".TP\n%s", term)
	p.fill(meaning)
}

// command writes a command and, below it, its sub-commands.
func (p *page) command(path string, c *cli.Command) {
	if c.Hidden {
		return
	}
	path += " " + c.Name
	if len(c.Subcommands) == 0 {
		p.line(".SS %s", quoted(strings.TrimSpace(path+" "+c.ArgsUsage)))
		p.text(strings.ToUpper(c.Usage[:1]) + c.Usage[1:] + ".\n" + c.Description)
	}
	for _, f := range c.VisibleFlags() {
		if d, ok := f.(cli.DocGenerationFlag); ok && f.Names()[0] != "help" {
			p.item(option(f, d), flagUsage(f)+extra(d))
		}
	}
	for _, sub := range c.Subcommands {
		p.command(path, sub)
	}
}

// option is how a flag is given: its names and, in italics, its placeholder.
func option(f cli.Flag, d cli.DocGenerationFlag) string {
	var names []string
	for _, n := range f.Names() {
		names = append(names, "\\fB"+escape("--"+n)+"\\fR")
	}
	term := strings.Join(names, ", ")
	if _, after, found := strings.Cut(d.GetUsage(), "`"); found && d.TakesValue() {
		name, _, _ := strings.Cut(after, "`")
		term += " \\fI" + escape(name) + "\\fR"
	}
	return term
}

// extra is what a flag's usage does not say: its default and its variable.
func extra(d cli.DocGenerationFlag) (s string) {
	if v := d.GetValue(); d.TakesValue() && v != "" && v != "0" && !strings.Contains(d.GetUsage(), "(default") {
		s = " (default: " + v + ")"
	}
	for _, name := range d.GetEnvVars() {
		s += " [$" + name + "]"
	}
	return s
}

// escape keeps roff from reading a text as its own: backslashes, a control
// character that opens the line, and hyphens, which it would otherwise turn
// into typographic ones.
func escape(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

func quoted(s string) string { return `"` + strings.ReplaceAll(escape(s), `"`, `\(dq`) + `"` }

// committed is the day of the commit that the program was built from, if known.
func committed() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" && len(s.Value) >= 10 {
			return s.Value[:10]
		}
	}
	return ""
}
