-- The catalogue: images and what hangs on them, tasks, stores, and the record of what happened.
-- Times are milliseconds since 1970 UTC. What happened when is ordered by sequence, never by time.
-- A statement ends with a semicolon at the end of a line.

CREATE TABLE images (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL CHECK (length(id) = 36),
    name TEXT,
    status TEXT NOT NULL CHECK (status IN ('queued', 'saving', 'uploading', 'importing', 'active',
        'deactivated', 'killed', 'pending_delete', 'deleted')),
    visibility TEXT NOT NULL CHECK (visibility IN ('private', 'shared', 'community', 'public')),
    protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
    os_hidden INTEGER NOT NULL CHECK (os_hidden IN (0, 1)),
    checksum TEXT,
    os_hash_algo TEXT,
    os_hash_value TEXT,
    owner TEXT,
    size INTEGER CHECK (size >= 0),
    virtual_size INTEGER CHECK (virtual_size >= 0),
    disk_format TEXT,
    container_format TEXT,
    min_disk INTEGER NOT NULL CHECK (min_disk >= 0),
    min_ram INTEGER NOT NULL CHECK (min_ram >= 0),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    purge_at INTEGER,
    purging INTEGER NOT NULL DEFAULT 0 CHECK (purging IN (0, 1)),
    -- 0 is listed, 1 lies in the trash, 2 is gone; a row that is gone keeps its id used for ever
    shelf INTEGER NOT NULL GENERATED ALWAYS AS (CASE status
        WHEN 'pending_delete' THEN 1 WHEN 'deleted' THEN 2 WHEN 'killed' THEN 2 ELSE 0 END) STORED
) STRICT;

CREATE UNIQUE INDEX images_id ON images (id);

-- One for each sort key. Nulls count as empty or zero, as they do in paging.
CREATE INDEX images_by_name ON images (coalesce(name, ''), created_at, os_hidden) WHERE shelf = 0;
CREATE INDEX images_by_status ON images (status, created_at, os_hidden) WHERE shelf = 0;
CREATE INDEX images_by_container_format ON images (coalesce(container_format, ''), created_at, os_hidden)
    WHERE shelf = 0;
CREATE INDEX images_by_disk_format ON images (coalesce(disk_format, ''), created_at, os_hidden)
    WHERE shelf = 0;
CREATE INDEX images_by_size ON images (coalesce(size, 0), created_at, os_hidden) WHERE shelf = 0;
CREATE INDEX images_by_created_at ON images (created_at, os_hidden) WHERE shelf = 0;
CREATE INDEX images_by_updated_at ON images (updated_at, created_at, os_hidden) WHERE shelf = 0;
CREATE INDEX images_by_virtual_size ON images (coalesce(virtual_size, 0), created_at, os_hidden)
    WHERE shelf = 0;
CREATE INDEX images_by_visibility ON images (visibility, created_at, os_hidden) WHERE shelf = 0;

CREATE INDEX images_in_trash ON images (purge_at) WHERE shelf = 1;
CREATE INDEX images_purging ON images (purging) WHERE purging = 1;
CREATE INDEX images_in_transition ON images (status) WHERE status IN ('saving', 'uploading', 'importing');

CREATE TABLE image_properties (
    image INTEGER NOT NULL REFERENCES images (row),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (image, name)
) STRICT, WITHOUT ROWID;

-- Values may be long: their beginning is enough to find them by.
CREATE INDEX image_properties_by_value ON image_properties (name, substr(value, 1, 32));

CREATE TABLE image_tags (
    image INTEGER NOT NULL REFERENCES images (row),
    tag TEXT NOT NULL,
    PRIMARY KEY (image, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX image_tags_by_tag ON image_tags (tag);

CREATE TABLE image_members (
    image INTEGER NOT NULL REFERENCES images (row),
    member TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (image, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE stores (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    description TEXT NOT NULL,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX stores_default ON stores (is_default) WHERE is_default = 1;

CREATE TABLE image_locations (
    image INTEGER NOT NULL REFERENCES images (row),
    store TEXT NOT NULL REFERENCES stores (id),
    blob TEXT NOT NULL,
    PRIMARY KEY (image, store, blob)
) STRICT, WITHOUT ROWID;

CREATE INDEX image_locations_by_store ON image_locations (store);

-- Who works on which image: enough to tell later whether that process is alive.
CREATE TABLE claims (
    blob TEXT NOT NULL PRIMARY KEY,
    image TEXT NOT NULL REFERENCES images (id),
    store TEXT,
    kind TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    pid INTEGER NOT NULL,
    pid_start_time INTEGER NOT NULL
) STRICT;

CREATE INDEX claims_by_image ON claims (image);

CREATE TABLE transitions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    image INTEGER NOT NULL REFERENCES images (row),
    time INTEGER NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    cause TEXT NOT NULL,
    bytes INTEGER,
    error TEXT NOT NULL
) STRICT;

CREATE INDEX transitions_by_image ON transitions (image);

CREATE TABLE tasks (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'processing', 'success', 'failure')),
    image_id TEXT,
    owner TEXT,
    message TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;

CREATE INDEX tasks_by_image ON tasks (image_id);

CREATE TABLE events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    type TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('image_added', 'image_changed', 'image_removed', 'task_changed',
        'stores_changed')),
    subject TEXT NOT NULL
) STRICT;
