CREATE TABLE verdict (
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
) STRICT, WITHOUT ROWID;
