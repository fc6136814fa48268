// Package behaviour tests a headline scorer by what it does rather than by
// one figure on held-out rows, in the style of CheckList (Ribeiro, Wu,
// Guestrin and Singh, "Beyond Accuracy: Behavioral Testing of NLP Models with
// CheckList", ACL 2020).
//
// Five kinds of test are run, in Indonesian and in English:
//
//   - minimum functionality: titles that every careful reader of the rubric
//     labels the same, by capability;
//   - invariance: names, places, numbers, the sides of a conflict, the
//     publisher's suffix and the Unicode form must not move the verdict;
//   - direction: more shouting, more exclamation marks or a loaded word for a
//     sober one must not lower the score;
//   - evasion: a sensational title must still be caught when its words are
//     disguised by look-alike letters, invisible characters and the like;
//   - harmless: Unicode used for good reason must not turn a plain title
//     sensational.
//
// Titles, templates and targets are text files, embedded and described in
// README.md; Load reads a suite of one's own. Runs are repeatable to the
// byte: orders are fixed and the disguises are drawn from a fixed seed.
//
// The titles are for measurement only and must never be trained on.
package behaviour
