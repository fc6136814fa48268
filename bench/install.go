package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// install gets the Debian packages that are missing, where that can be done,
// and returns each package's version; "" is one that could not be had.
func (b *bench) install(ctx context.Context) map[string]string {
	versions := map[string]string{}
	var missing []string
	for _, c := range contenders {
		for _, p := range c.packages {
			if versions[p] != "" {
				continue
			}
			if versions[p] = b.packageVersion(ctx, p); versions[p] == "" {
				missing = append(missing, p)
			}
		}
	}
	if len(missing) == 0 {
		return versions
	}
	b.tell("   apt-get install %s", strings.Join(missing, " "))
	if _, err := b.output(ctx, "", "apt-get", "update", "-qq"); err != nil {
		b.tell("   %v", err)
	}
	for _, p := range missing {
		if _, err := b.output(ctx, "", "apt-get", "install", "-y", "-qq", "--no-install-recommends", p); err != nil {
			b.tell("   left out: no package %s: %v", p, err)
		}
		versions[p] = b.packageVersion(ctx, p)
	}
	return versions
}

func (b *bench) packageVersion(ctx context.Context, name string) string {
	out, err := b.output(ctx, "", "dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Version}", name)
	if status, version, _ := strings.Cut(out, " "); err == nil && status == "ii" {
		return strings.TrimSpace(version)
	}
	return ""
}

// check runs the contender on a few headlines and counts its answers.
func (b *bench) check(ctx context.Context, c contender) error {
	path, want := b.path("few."+c.form), 100
	args := c.args(b, path)
	out, err := b.output(ctx, "", args[0], args[1:]...)
	if err != nil {
		return err
	}
	if got := strings.Count(out, "\n"); got < want || got > want+1 { // liblinear has a heading
		return fmt.Errorf("%s: %d answers to %d headlines", c.name, got, want)
	}
	return nil
}

// few writes the first hundred headlines to few.FORM.
func (b *bench) few(ctx context.Context) error {
	for _, form := range []string{jsonLines, plainLines, tokenLines} {
		if _, err := b.output(ctx, b.work, "sh", "-c", `head -n 100 "$0" > "$1"`, "headlines."+form, filepath.Join(b.work, "few."+form)); err != nil {
			return err
		}
	}
	return nil
}
