// Package datasets brings labelled headlines in: readers for tables, JSON,
// workbooks, Parquet and the exports of labelling tools, a registry that fetches
// public sets with pinned checksums, the split rule, de-duplication, annotations
// published without their texts, and a small sample set that is always at hand.
//
// # Errors and what is kept
//
// Every reader keeps going. A row that cannot be used becomes a [*LineError];
// the other rows are returned all the same, so examples beside an error are
// normal, and the caller decides whether three bad rows out of ten thousand will
// do. No input makes a reader panic or use memory without bound.
//
// # Columns
//
// A header, or the keys of JSON objects, name the columns in any order and case.
// The headline is text, title, headline, judul or name; label is required;
// votes, annotators, intensity, devices, slant, words, lang, source, group,
// weight and soft are used when they are there; others are ignored. See
// [Example] for their meaning and [Soft] for the target derived from them.
//
// A label may also be a list of one (doccano), in cats (spaCy), in accept with
// answer (Prodigy), in annotations (Label Studio) or a __label__ (fastText). A
// file that heboh score wrote has verdicts, which are never taken for labels.
package datasets
