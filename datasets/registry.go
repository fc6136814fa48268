package datasets

import (
	"fmt"
	"strings"
)

// RemoteFile is one file of a set, pinned by size and checksum.
type RemoteFile struct {
	Name   string `json:"name"`          // on disk
	URL    string `json:"url,omitempty"` // where it is published, at a fixed commit
	Size   int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // lower-case hexadecimal
	Rows   int    `json:"rows"`   // labelled rows as published, repeats included
}

// Set is a data set the registry knows.
type Set struct {
	Name        string       `json:"name"` // as in "heboh datasets get NAME"
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Measures    string       `json:"measures"` // what a label of 1 means in it
	Lang        string       `json:"lang"`
	Licence     string       `json:"licence"` // SPDX identifier
	Citation    string       `json:"citation"`
	DOI         string       `json:"doi,omitempty"` // without the resolver's address
	Homepage    string       `json:"homepage"`
	Commit      string       `json:"commit,omitempty"` // that the files are pinned to; "" for the embedded set
	Files       []RemoteFile `json:"files"`
}

// Rows is the number of labelled rows in all files of the set.
func (s Set) Rows() int {
	n := 0
	for _, f := range s.Files {
		n += f.Rows
	}
	return n
}

// Size is the size of all files of the set in bytes.
func (s Set) Size() int64 {
	var n int64
	for _, f := range s.Files {
		n += f.Size
	}
	return n
}

// Embedded reports whether the set is part of this package and needs no
// download.
func (s Set) Embedded() bool { return s.Name == sampleName }

// List returns the known sets, always in the same order. The caller may change
// what it gets.
func List() []Set {
	return []Set{clickID(), stopClickbaitSet(), sampleSet()}
}

// Lookup finds a set by name. The error names the sets there are.
func Lookup(name string) (Set, error) {
	var names []string
	for _, s := range List() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Set{}, fmt.Errorf("no data set %q; there are %s", name, strings.Join(names, ", "))
}

// github is where a repository's file can be fetched at a commit.
func github(repo, commit, path string) string {
	return "https://raw.githubusercontent.com/" + repo + "/" + commit + "/" + path
}

func clickID() Set {
	const repo, commit = "andikawilliam/CLICK-ID", "802db14efdc9bc89aa204305a797d03101f032f1"
	return Set{
		Name:  "click-id",
		Title: "CLICK-ID: Indonesian clickbait headlines",
		Description: "15,000 headlines of twelve Indonesian news sites from 2019, each judged by three annotators " +
			"(Fleiss kappa .42). 35 titles occur more than once, 8 of them with both labels. In the sister file " +
			"does_not_agree.xlsx the numeric label is inverted; this set does not use it.",
		Measures: "clickbait: the majority of three annotators",
		Lang:     "id",
		Licence:  "CC-BY-4.0",
		Citation: "Andika William and Yunita Sari: CLICK-ID: A novel dataset for Indonesian clickbait headlines. Data in Brief 32 (2020), 106231.",
		DOI:      "10.1016/j.dib.2020.106231",
		Homepage: "https://github.com/" + repo,
		Commit:   commit,
		Files: []RemoteFile{{
			Name: "main_dataset.xlsx", URL: github(repo, commit, "clickbait_dataset/main_dataset.xlsx"), Size: 2615571, Rows: 15000,
			SHA256: "6f4a7062ced86bc135a200524387ebafbded53b6455b390ed1e960b764299256",
		}},
	}
}

func stopClickbaitSet() Set {
	const repo, commit = "bhargaviparanjape/clickbait", "203d979a81545ae6160ff45ffdac83e74469c97a"
	return Set{
		Name:  "stop-clickbait",
		Title: "Stop Clickbait: English headlines",
		Description: "32,000 English headlines: clickbait from BuzzFeed, Upworthy, ViralNova, Thatscoop, Scoopwhoop and " +
			"ViralStories, the rest from WikiNews, the New York Times, the Guardian and the Hindu. The label is the " +
			"outlet's, not a reader's, so style and topic of the outlets come with it.",
		Measures: "clickbait: published by an outlet known for it",
		Lang:     "en",
		Licence:  "MIT",
		Citation: "Abhijnan Chakraborty, Bhargavi Paranjape, Sourya Kakarla and Niloy Ganguly: Stop Clickbait: Detecting and preventing clickbaits in online news media. ASONAM 2016, pp. 9–16.",
		DOI:      "10.1109/ASONAM.2016.7752207",
		Homepage: "https://github.com/" + repo,
		Commit:   commit,
		Files: []RemoteFile{
			{
				Name: "clickbait_data.gz", URL: github(repo, commit, "dataset/clickbait_data.gz"), Size: 345283, Rows: 16000,
				SHA256: "a174ae2a377908ae58a514416c01a19c882de27fa6b1500da3774114e332a546",
			},
			{
				Name: "non_clickbait_data.gz", URL: github(repo, commit, "dataset/non_clickbait_data.gz"), Size: 383115, Rows: 16000,
				SHA256: "4baa2a3cf6b28a48b765e4f763b5d5f03535caae1c70a26f680d39b0ca782a05",
			},
		},
	}
}
