#include "tests/bench/cataloguefiller.h"

#include <QElapsedTimer>
#include <QStringList>

#include "core/catalog/searchindex.h"
#include "core/catalog/sqlquery.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine::bench {

namespace {

/// Names, tags and properties as catalogues have them; every twentieth name is Chinese.
QStringList fillStatements(int images)
{
    const QString count = QString::number(images);
    return {
        u"INSERT INTO images (id, name, status, visibility, protected, os_hidden, checksum, os_hash_algo, "
        "os_hash_value, size, virtual_size, disk_format, container_format, min_disk, min_ram, created_at, "
        "updated_at) WITH RECURSIVE n (k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM n WHERE k < "_s
            + count
            + u") SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || "
              "substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || "
              "hex(randomblob(6))), "
              "CASE WHEN k % 20 = 0 THEN '資料庫伺服器 ' || k ELSE "
              "CASE k % 7 WHEN 0 THEN 'Ubuntu' WHEN 1 THEN 'Debian' WHEN 2 THEN 'Fedora' WHEN 3 THEN "
              "'CentOS' "
              "WHEN 4 THEN 'openSUSE' WHEN 5 THEN 'Windows Server' ELSE 'Arch Linux' END || ' ' || "
              "(k % 30) || '.0' || (k % 9) || CASE k % 3 WHEN 0 THEN ' server' WHEN 1 THEN ' desktop' "
              "ELSE ' minimal' END || ' build ' || k END, "
              "CASE WHEN k % 50 = 0 THEN 'queued' WHEN k % 33 = 0 THEN 'deactivated' ELSE 'active' END, "
              "CASE k % 4 WHEN 0 THEN 'public' WHEN 1 THEN 'private' ELSE 'shared' END, k % 10 = 0, "
              "k % 100 = 0, lower(hex(randomblob(16))), 'sha512', lower(hex(randomblob(64))), "
              "abs(random()) % 10000000000, abs(random()) % 40000000000, "
              "CASE k % 3 WHEN 0 THEN 'qcow2' WHEN 1 THEN 'raw' ELSE 'vmdk' END, 'bare', k % 40, k % 4096, "
              "1600000000000 + k * 1000 + k % 997, 1600000000000 + abs(random()) % 200000000000 FROM n"_s,
        u"INSERT INTO image_tags SELECT row, 'release-' || (row % 12) FROM images "
        "UNION ALL SELECT row, CASE row % 5 WHEN 0 THEN '正式' WHEN 1 THEN 'testing' WHEN 2 THEN 'lab' "
        "WHEN 3 THEN 'team-' || (row % 40) ELSE 'golden' END FROM images"_s,
        u"INSERT INTO image_properties SELECT row, 'os_distro', CASE row % 4 WHEN 0 THEN 'ubuntu' "
        "WHEN 1 THEN 'debian' WHEN 2 THEN 'fedora' ELSE 'windows' END FROM images "
        "UNION ALL SELECT row, 'os_version', (row % 30) || '.' || (row % 9) FROM images "
        "UNION ALL SELECT row, 'hw_disk_bus', CASE row % 2 WHEN 0 THEN 'virtio' ELSE 'scsi' END FROM images "
        "UNION ALL SELECT row, 'build_host', 'host' || (row % 5000) || '.lab.example.org' FROM images"_s,
        u"INSERT INTO image_properties SELECT row, 'note', 'quarantined specimen' FROM images "
        "WHERE row % 30011 = 500"_s,
    };
}

} // namespace

Result<double> fillCatalogue(Database &database, int images)
{
    const auto filled = database.write([images](QSqlDatabase &connection) -> Result<void> {
        for (const QString &statement : fillStatements(images)) {
            if (const auto done = runStatement(connection, statement); !done)
                return failure(done.error());
        }
        return {};
    });
    if (!filled)
        return failure(filled.error());
    QElapsedTimer clock;
    clock.start();
    const auto indexed = database.write([](QSqlDatabase &connection) { return fillSearchIndex(connection); });
    if (!indexed)
        return failure(indexed.error());
    return double(clock.elapsed()) / 1000;
}

} // namespace vitrine::bench
