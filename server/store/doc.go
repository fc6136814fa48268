// Package store keeps what moderators said of headlines, and the titles that
// wait for them, in one SQLite file.
//
// A verdict that AddVerdict accepted is on the disk: the write-ahead log is
// synchronised before it returns, so that neither a killed process nor a power
// cut loses it. Writes that arrive together share one transaction, so that a
// thousand clients cost a few synchronisations, not a thousand.
//
// The file belongs to one format version; an older one is migrated when it is
// opened, a newer one and a file that is not a store are refused.
package store
