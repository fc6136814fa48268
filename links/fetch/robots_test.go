package fetch

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// TestOurRules reads robots.txt files; "-" says what may not be fetched.
func TestOurRules(t *testing.T) {
	for _, c := range []struct{ body, allowed string }{
		{"", "/a /b"},
		{"User-agent: *\nDisallow: /a", "-/a /b"},
		{"\ufeffUser-agent: *\r\nDisallow: /a # all of it\r\n", "-/a /b"},
		{"user-agent : bot\nDISALLOW : /a\nUser-agent: HEBOH\nDisallow: /b", "/a -/b"},
		{"User-agent: bot\nUser-agent: *\nDisallow: /a\nSitemap: https://a.example/s\nDisallow: /b\nUser-agent: x\nDisallow: /c", "-/a -/b /c"},
		{"User-agent: heb\nDisallow: /a\nUser-agent: *\nDisallow: /b", "-/a /b"}, // the longest prefix is ours
		{"User-agent: *\nDisallow: /a\nUser-agent: bot\nDisallow: /b\nUser-agent: *\nDisallow: /c", "-/a /b -/c"},
		{"Disallow: /a\nUser-agent: *\nDisallow: /b", "/a -/b"},
		{"User-agent: *\nDisallow: /*.pdf$\nAllow: /", "-/a.pdf /b"},
		{"User-agent: *\n" + strings.Repeat("Allow: /a\n", 10_000) + "Disallow: /b", "-/a -/b"},
	} {
		e := parseRobots(http.StatusOK, ourRules([]byte(c.body)))
		for _, path := range strings.Fields(c.allowed) {
			path, forbidden := strings.CutPrefix(path, "-")
			if e.rules.TestAgent(path, robotsAgent) == forbidden {
				t.Errorf("%.80q: %s is allowed: %v", c.body, path, forbidden)
			}
		}
	}
	if group := parseRobots(http.StatusOK, ourRules([]byte("User-agent: *\nCrawl-delay: 60"))).rules.FindGroup(robotsAgent); group.CrawlDelay != maxCrawlDelay {
		t.Errorf("%+v", group)
	}
}

// TestRobotsBombs reads files of the longest size that is read. The parser once made
// gigabytes of the first, and each entry of the cache must count what it holds.
func TestRobotsBombs(t *testing.T) {
	for name, parts := range map[string][2]string{
		"agents":   {"User-agent: *\n", "Allow: /\n"},
		"others":   {"User-agent: bot\n", "Allow: /\n"},
		"rules":    {"User-agent: *\n", "Allow:$\n"},
		"patterns": {"Allow:*a*a*a*a\n", "User-agent: *\nAllow:*a*a*a*a\n"},
		"one":      {"User-agent: *\nAllow:", "*a"},
	} {
		for _, size := range []int{robotsBytes, ruleBytes * 3 / 4} {
			fill := func(part string) string { return strings.Repeat(part, size/2/len(part)) }
			body := []byte("User-agent: *\n" + fill(parts[0]) + fill(parts[1]))
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			e := parseRobots(http.StatusOK, ourRules(body))
			runtime.ReadMemStats(&after)
			if made := (after.TotalAlloc - before.TotalAlloc) >> 20; made > 64 {
				t.Errorf("%s: %d MB made", name, made)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			held := int(after.HeapAlloc) - int(before.HeapAlloc)
			t.Logf("%s: %d held, counted as %d, %d made", name, held, e.size, after.TotalAlloc-before.TotalAlloc)
			if held > e.size+100_000 {
				t.Errorf("%s: %d bytes held, counted as %d", name, held, e.size)
			}
			runtime.KeepAlive(e)
		}
	}
}
