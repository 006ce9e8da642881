#include "app/vitrine/clouddirectory.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrent>

#include "core/support/log.h"
#include "core/support/webaddress.h"
#include "ui/catalogs/catalogueregistry.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int gatherMs = 300;

/// A clouds.yaml read by itself, with the secure.yaml beside it.
CloudPlaces placesOfFile(const QString &path)
{
    CloudPlaces places;
    places.environment = QProcessEnvironment();
    places.environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, path);
    places.folders = { QFileInfo(path).absolutePath() };
    return places;
}

CatalogueEntry entryOf(const KnownCloud &cloud)
{
    CatalogueEntry entry;
    entry.id = cloud.id;
    entry.kind = CatalogueKind::Cloud;
    entry.label = cloud.name;
    entry.cloud.origin = cloud.origin;
    entry.cloud.source = cloud.file;
    if (!cloud.config) {
        entry.health = CatalogueHealth::Failed;
        entry.error = cloud.config.error();
        return entry;
    }
    const QUrl address
        = cloud.config->authUrl.isEmpty() ? cloud.config->imageEndpoint : cloud.config->authUrl;
    entry.place = shownAddress(address);
    entry.cloud.user = cloud.config->userName;
    entry.cloud.project = cloud.config->scope.projectName;
    entry.cloud.region = cloud.config->regionName;
    return entry;
}

} // namespace

CloudDirectory::CloudDirectory(
    CatalogueRegistry &registry, const CloudPlaces &places, const QString &bookPath)
    : m_registry(registry)
    , m_places(places)
    , m_bookPath(bookPath)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherMs);
    connect(&m_soon, &QTimer::timeout, this, &CloudDirectory::read);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_soon, qOverload<>(&QTimer::start));
}

std::optional<KnownCloud> CloudDirectory::cloud(const QString &id) const
{
    for (const KnownCloud &cloud : m_clouds) {
        if (cloud.id == id)
            return cloud;
    }
    return std::nullopt;
}

// Reading

void CloudDirectory::read()
{
    if (m_isReading) {
        m_isAskedAgain = true;
        return;
    }
    m_isReading = true;
    QtConcurrent::run(&CloudDirectory::readAll, m_places, m_bookPath)
        .then(this, [this](const Reading &reading) { handleRead(reading); });
}

CloudDirectory::Reading CloudDirectory::readAll(const CloudPlaces &places, const QString &bookPath)
{
    Reading reading;
    const Result<Clouds> found = Clouds::find(places);
    addFrom(reading, found, CloudOrigin::Found, {});
    reading.watched += places.folders;
    const Result<CloudBook> book = CloudBook::read(bookPath);
    reading.watched.append(bookPath);
    if (!book) {
        reading.error = book.error();
        return reading;
    }
    reading.book = *book;
    for (auto own = book->clouds.cbegin(); own != book->clouds.cend(); ++own) {
        KnownCloud cloud;
        cloud.id = cloudId(CloudOrigin::Own, own.key());
        cloud.origin = CloudOrigin::Own;
        cloud.name = own.key();
        cloud.file = bookPath;
        cloud.settings = own.value();
        cloud.config = cloudWithoutSecret(own.key(), own.value());
        reading.clouds.append(cloud);
    }
    for (const QString &file : book->files) {
        // What the openstack client finds by itself is listed already.
        if (found && found->files().contains(file))
            continue;
        addFrom(reading, Clouds::find(placesOfFile(file)), CloudOrigin::Referred, file);
        reading.watched.append(QFileInfo(file).absolutePath());
    }
    return reading;
}

void CloudDirectory::addFrom(
    Reading &reading, const Result<Clouds> &found, CloudOrigin origin, const QString &file)
{
    if (!found) {
        reading.error = found.error();
        return;
    }
    reading.watched += found->files();
    for (const QString &warning : found->warnings())
        qCWarning(lcOpenstack).noquote() << warning;
    const QStringList names = found->names();
    for (const QString &name : names) {
        KnownCloud cloud;
        cloud.id = cloudId(origin, name, file);
        cloud.origin = origin;
        cloud.name = name;
        cloud.config = found->cloud(name);
        cloud.file = cloud.config ? cloud.config->source : file;
        cloud.listedFile = file;
        reading.clouds.append(cloud);
    }
}

void CloudDirectory::handleRead(const Reading &reading)
{
    m_isReading = false;
    m_isRead = true;
    m_clouds = reading.clouds;
    if (!reading.error)
        m_book = reading.book;
    watch(reading.watched);
    QList<CatalogueEntry> entries;
    for (const KnownCloud &cloud : std::as_const(m_clouds))
        entries.append(entryOf(cloud));
    m_registry.setClouds(entries);
    // A file that stays wrong is told of once.
    if (reading.error && reading.error != m_lastError)
        Q_EMIT failed(*reading.error);
    m_lastError = reading.error;
    Q_EMIT readingEnded();
    tellOfNewFiles();
    if (std::exchange(m_isAskedAgain, false))
        read();
}

void CloudDirectory::tellOfNewFiles()
{
    const QMap<QString, QStringList> files = m_newFiles;
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        if (!m_book.files.contains(file.key()))
            continue;
        m_newFiles.remove(file.key());
        Q_EMIT fileAdded(file.key(), file.value());
    }
}

void CloudDirectory::watch(const QStringList &paths)
{
    // Editors put a new file in the place of the old one, which is then no longer watched.
    QStringList wanted;
    for (const QString &path : paths) {
        if (QFileInfo::exists(path))
            wanted.append(path);
    }
    const QStringList now = m_watcher.files() + m_watcher.directories();
    for (const QString &path : now) {
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    }
    for (const QString &path : std::as_const(wanted)) {
        if (!now.contains(path))
            m_watcher.addPath(path);
    }
}

// Changing

void CloudDirectory::writeBook(const CloudBook &book)
{
    m_book = book;
    QtConcurrent::run([book, path = m_bookPath] {
        return book.write(path);
    }).then(this, [this](const Result<void> &written) {
        if (!written)
            Q_EMIT failed(written.error());
        read();
    });
}

void CloudDirectory::save(const QString &name, const QVariantMap &settings, const QString &formerName)
{
    CloudBook book = m_book;
    if (!formerName.isNull())
        book.clouds.remove(formerName);
    book.clouds.insert(name, settings);
    writeBook(book);
}

void CloudDirectory::remove(const QString &id)
{
    const auto known = cloud(id);
    if (!known)
        return;
    CloudBook book = m_book;
    if (known->origin == CloudOrigin::Own)
        book.clouds.remove(known->name);
    else
        book.files.removeAll(known->listedFile);
    writeBook(book);
}

void CloudDirectory::addFile(const QString &path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    QtConcurrent::run([file] {
        return Clouds::find(placesOfFile(file));
    }).then(this, [this, file](const Result<Clouds> &found) {
        if (!found) {
            Q_EMIT failed(found.error());
            return;
        }
        if (found->names().isEmpty()) {
            Q_EMIT failed(Error{
                ErrorCode::NotFound, tr("“%1” names no clouds.").arg(QDir::toNativeSeparators(file)), {} });
            return;
        }
        CloudBook book = m_book;
        if (!book.files.contains(file))
            book.files.append(file);
        m_newFiles.insert(file, found->names());
        writeBook(book);
    });
}

} // namespace vitrine
