-- What lists are grouped by beside columns of images: a copy of the property os_distro, which the triggers keep.

ALTER TABLE images ADD COLUMN os_distro TEXT;

UPDATE images SET os_distro
    = (SELECT p.value FROM image_properties p WHERE p.image = images.row AND p.name = 'os_distro');

CREATE INDEX images_by_os_distro ON images (coalesce(os_distro, ''), created_at, os_hidden) WHERE shelf = 0;

-- What a trigger does stands on one line, because a semicolon at the end of a line ends a statement.
CREATE TRIGGER image_distribution_added AFTER INSERT ON image_properties WHEN new.name = 'os_distro'
    BEGIN UPDATE images SET os_distro = new.value WHERE row = new.image; END;

CREATE TRIGGER image_distribution_changed AFTER UPDATE ON image_properties WHEN new.name = 'os_distro'
    BEGIN UPDATE images SET os_distro = new.value WHERE row = new.image; END;

CREATE TRIGGER image_distribution_removed AFTER DELETE ON image_properties WHEN old.name = 'os_distro'
    BEGIN UPDATE images SET os_distro = NULL WHERE row = old.image; END;
