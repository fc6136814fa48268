package datasets

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestRegistryIsComplete(t *testing.T) {
	hash := regexp.MustCompile(`^[0-9a-f]{64}$`)
	commit := regexp.MustCompile(`^[0-9a-f]{40}$`)
	seen := map[string]bool{}
	for _, s := range List() {
		if seen[s.Name] {
			t.Errorf("%s: listed twice", s.Name)
		}
		seen[s.Name] = true
		for what, value := range map[string]string{"title": s.Title, "description": s.Description, "measures": s.Measures,
			"lang": s.Lang, "licence": s.Licence, "citation": s.Citation, "homepage": s.Homepage} {
			if value == "" {
				t.Errorf("%s: no %s", s.Name, what)
			}
		}
		if len(s.Files) == 0 || s.Rows() == 0 || s.Size() == 0 {
			t.Errorf("%s: %d files, %d rows, %d bytes", s.Name, len(s.Files), s.Rows(), s.Size())
		}
		for _, f := range s.Files {
			if !hash.MatchString(f.SHA256) || f.Size <= 0 || f.Rows <= 0 {
				t.Errorf("%s: %+v", s.Name, f)
			}
			if s.Embedded() {
				continue
			}
			u, err := url.Parse(f.URL)
			if err != nil || u.Scheme != "https" || !strings.Contains(u.Path, "/"+s.Commit+"/") || path.Base(u.Path) != f.Name || !commit.MatchString(s.Commit) {
				t.Errorf("%s: %s is not pinned to a commit over https", s.Name, f.URL)
			}
			if s.DOI == "" {
				t.Errorf("%s: no DOI", s.Name)
			}
		}
	}
}

// The pins are facts about files published elsewhere: a change here is a
// change of the data and must be meant.
func TestRegistryPins(t *testing.T) {
	want := map[string]string{
		"main_dataset.xlsx":     "2615571 6f4a7062ced86bc135a200524387ebafbded53b6455b390ed1e960b764299256",
		"clickbait_data.gz":     "345283 a174ae2a377908ae58a514416c01a19c882de27fa6b1500da3774114e332a546",
		"non_clickbait_data.gz": "383115 4baa2a3cf6b28a48b765e4f763b5d5f03535caae1c70a26f680d39b0ca782a05",
	}
	found := 0
	for _, s := range List() {
		for _, f := range s.Files {
			if pin, ok := want[f.Name]; ok {
				found++
				if got := float(float64(f.Size)) + " " + f.SHA256; got != pin {
					t.Errorf("%s: got %s", f.Name, got)
				}
			}
		}
	}
	if found != len(want) {
		t.Errorf("%d of %d pinned files found", found, len(want))
	}
}

func TestLookup(t *testing.T) {
	if s, err := Lookup("click-id"); err != nil || s.Lang != "id" {
		t.Errorf("got %+v, %v", s, err)
	}
	if _, err := Lookup("klik"); err == nil || err.Error() != `no data set "klik"; there are click-id, stop-clickbait, sample` {
		t.Errorf("got %v", err)
	}
	List()[0].Files[0].SHA256 = "changed"
	if s, _ := Lookup("click-id"); s.Files[0].SHA256 == "changed" {
		t.Error("a caller's change shows in the registry")
	}
}
