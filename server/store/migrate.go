package store

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks the file as a store: "HEBO".
const applicationID = 0x4845424F

// migrations bring a file from one version to the next. Never change one; append.
var migrations = []string{
	`CREATE TABLE verdict (
		id          INTEGER PRIMARY KEY AUTOINCREMENT,
		time        INTEGER NOT NULL, -- milliseconds since 1970, UTC
		text        TEXT    NOT NULL CHECK (text <> ''),
		label       INTEGER NOT NULL CHECK (label IN (0, 1)),
		note        TEXT    NOT NULL,
		source      TEXT    NOT NULL, -- outlet
		moderator   TEXT    NOT NULL,
		weight      REAL    NOT NULL CHECK (weight >= 0),
		model       TEXT    NOT NULL,
		model_label INTEGER NOT NULL CHECK (model_label IN (0, 1)),
		probability REAL    NOT NULL,
		threshold   REAL    NOT NULL
	) STRICT;
	CREATE INDEX verdict_text ON verdict (text);
	CREATE INDEX verdict_time ON verdict (time);
	CREATE TABLE queue (
		text        TEXT    PRIMARY KEY,
		source      TEXT    NOT NULL,
		time        INTEGER NOT NULL,
		model       TEXT    NOT NULL,
		probability REAL    NOT NULL
	) STRICT, WITHOUT ROWID;`,
}

// migrate creates the tables or brings them up to date, all or nothing.
func migrate(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id, version, tables int
	for query, to := range map[string]*int{
		"PRAGMA application_id": &id, "PRAGMA user_version": &version,
		"SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := tx.QueryRowContext(ctx, query).Scan(to); err != nil {
			return err
		}
	}
	switch {
	case id != applicationID && tables > 0:
		return fmt.Errorf("%w: a database of another program", ErrNotStore)
	case version < 0:
		return fmt.Errorf("%w: format %d", ErrDamaged, version)
	case version > len(migrations):
		return fmt.Errorf("%w: format %d, this program reads up to %d", ErrNewer, version, len(migrations))
	case version == len(migrations):
		return nil
	}
	for _, step := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(migrations))
	if _, err := tx.ExecContext(ctx, mark); err != nil {
		return err
	}
	return tx.Commit()
}
