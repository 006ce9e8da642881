-- Substring search: the folded text of each image, and which pairs of characters occur in it.
-- The program fills both, since SQLite folds the case of ASCII only.

CREATE TABLE image_text (
    image INTEGER PRIMARY KEY REFERENCES images (row),
    folded TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE image_grams USING fts5(
    grams, content='', columnsize=0, detail=none, tokenize='ascii');
