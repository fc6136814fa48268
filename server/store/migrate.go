package store

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
)

// applicationID marks the file as a store: "HEBO".
const applicationID = 0x4845424F

// migrations bring a file from one version to the next. Never change one; append.
var migrations = []string{version1}

//go:embed version1.sql
var version1 string

// migrate brings the tables up to date, or creates them in a new file, all or
// nothing.
func migrate(ctx context.Context, db *sql.DB, create bool) error {
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
	case id != applicationID && !create:
		return fmt.Errorf("%w: it is empty", ErrNotStore)
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
