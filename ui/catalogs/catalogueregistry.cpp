#include "ui/catalogs/catalogueregistry.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString listKey()
{
    return u"catalogues"_s;
}

QString currentKey()
{
    return u"window/catalogue"_s;
}

/// What people call a cloud in the list, when that is not its own name. A key must not hold a slash.
QString labelKey(const QString &id)
{
    return u"cloudLabels/"_s % QString::fromLatin1(QUrl::toPercentEncoding(id));
}

CatalogueEntry folderEntry(const QString &path, const QString &label)
{
    CatalogueEntry entry;
    entry.id = path;
    entry.place = path;
    entry.label = label.isEmpty() ? CatalogueRegistry::labelOfFolder(path) : label;
    return entry;
}

} // namespace

CatalogueRegistry::CatalogueRegistry(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    load();
}

QString CatalogueRegistry::labelOfFolder(const QString &path)
{
    const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) % u"/vitrine"_s;
    if (path == own)
        //: Label of the catalogue in the usual folder
        return tr("My images");
    const QString name = QFileInfo(path).fileName();
    return name.isEmpty() ? QDir::toNativeSeparators(path) : name;
}

int CatalogueRegistry::indexOf(const QString &id) const
{
    const auto found = std::find_if(
        m_entries.cbegin(), m_entries.cend(), [&id](const CatalogueEntry &entry) { return entry.id == id; });
    return found == m_entries.cend() ? -1 : static_cast<int>(found - m_entries.cbegin());
}

int CatalogueRegistry::folderCount() const
{
    return static_cast<int>(std::count_if(
        m_entries.cbegin(), m_entries.cend(), [](const CatalogueEntry &entry) { return !entry.isCloud(); }));
}

std::optional<CatalogueEntry> CatalogueRegistry::entry(const QString &id) const
{
    const int index = indexOf(id);
    return index < 0 ? std::nullopt : std::optional(m_entries.at(index));
}

QString CatalogueRegistry::addFolder(const QString &path, const QString &label, bool isKept)
{
    const QString clean = QDir::cleanPath(path);
    if (indexOf(clean) >= 0)
        return clean;
    CatalogueEntry entry = folderEntry(clean, label);
    entry.isKept = isKept;
    insert(entry, static_cast<int>(m_entries.size()));
    return clean;
}

void CatalogueRegistry::insert(const CatalogueEntry &entry, int position)
{
    m_entries.insert(std::clamp(position, 0, static_cast<int>(m_entries.size())), entry);
    save();
    Q_EMIT listChanged();
}

void CatalogueRegistry::remove(const QString &id)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    m_entries.removeAt(index);
    save();
    Q_EMIT listChanged();
}

void CatalogueRegistry::rename(const QString &id, const QString &label)
{
    const QString clean = label.simplified();
    if (clean.isEmpty())
        return;
    change(id, [&clean](CatalogueEntry &entry) { entry.label = clean; });
    if (isCloudId(id))
        m_settings.setValue(labelKey(id), clean);
    else
        save();
}

void CatalogueRegistry::setCurrent(const QString &id)
{
    if (m_currentId == id)
        return;
    m_currentId = id;
    if (const auto shown = entry(id); shown && shown->isKept)
        m_settings.setValue(currentKey(), id);
    Q_EMIT currentChanged(id);
}

void CatalogueRegistry::setClouds(const QList<CatalogueEntry> &clouds)
{
    QList<CatalogueEntry> entries = m_entries;
    entries.removeIf([](const CatalogueEntry &entry) { return entry.isCloud(); });
    for (const CatalogueEntry &cloud : clouds) {
        CatalogueEntry next = entry(cloud.id).value_or(cloud);
        next.place = cloud.place;
        next.cloud.origin = cloud.cloud.origin;
        next.cloud.source = cloud.cloud.source;
        next.label = m_settings.value(labelKey(cloud.id), cloud.label).toString();
        const bool wasUnusable = next.health == CatalogueHealth::Failed;
        if (wasUnusable || cloud.health == CatalogueHealth::Failed) {
            next.health = cloud.health;
            next.error = cloud.error;
        }
        entries.append(next);
    }
    if (entries == m_entries)
        return;
    m_entries = entries;
    Q_EMIT listChanged();
}

void CatalogueRegistry::setHealth(
    const QString &id, CatalogueHealth health, const std::optional<Error> &error)
{
    change(id, [health, &error](CatalogueEntry &entry) {
        entry.health = health;
        entry.error = error;
    });
}

void CatalogueRegistry::setUuid(const QString &id, const QString &uuid)
{
    change(id, [&uuid](CatalogueEntry &entry) { entry.uuid = uuid; });
    save();
}

void CatalogueRegistry::setDisk(const QString &id, qint64 totalBytes, qint64 freeBytes)
{
    change(id, [totalBytes, freeBytes](CatalogueEntry &entry) {
        entry.totalBytes = totalBytes;
        entry.freeBytes = freeBytes;
    });
}

void CatalogueRegistry::setActivity(const QString &id, int unfinishedTransfers, double bytesPerSecond)
{
    change(id, [unfinishedTransfers, bytesPerSecond](CatalogueEntry &entry) {
        entry.unfinishedTransfers = unfinishedTransfers;
        entry.bytesPerSecond = bytesPerSecond;
    });
}

void CatalogueRegistry::setCloudFacts(const QString &id, const CloudFacts &facts)
{
    change(id, [&facts](CatalogueEntry &entry) { entry.cloud = facts; });
}

template<typename Change>
void CatalogueRegistry::change(const QString &id, Change change)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    CatalogueEntry changed = m_entries.at(index);
    change(changed);
    if (changed == m_entries.at(index))
        return;
    m_entries[index] = changed;
    Q_EMIT entryChanged(id);
}

void CatalogueRegistry::load()
{
    const int count = m_settings.beginReadArray(listKey());
    for (int index = 0; index < count; ++index) {
        m_settings.setArrayIndex(index);
        const QString path = QDir::cleanPath(m_settings.value(u"path"_s).toString());
        if (path.isEmpty() || !QDir::isAbsolutePath(path) || indexOf(path) >= 0)
            continue;
        CatalogueEntry entry = folderEntry(path, m_settings.value(u"label"_s).toString());
        entry.uuid = m_settings.value(u"uuid"_s).toString();
        m_entries.append(entry);
    }
    m_settings.endArray();
    const QString current = m_settings.value(currentKey()).toString();
    // Which clouds there are is told later.
    if (indexOf(current) >= 0 || isCloudId(current))
        m_currentId = current;
    else if (!m_entries.isEmpty())
        m_currentId = m_entries.first().id;
}

void CatalogueRegistry::save()
{
    m_settings.remove(listKey());
    m_settings.beginWriteArray(listKey());
    int index = 0;
    for (const CatalogueEntry &entry : std::as_const(m_entries)) {
        if (!entry.isKept || entry.isCloud())
            continue;
        m_settings.setArrayIndex(index++);
        m_settings.setValue(u"path"_s, entry.place);
        m_settings.setValue(u"label"_s, entry.label);
        m_settings.setValue(u"uuid"_s, entry.uuid);
    }
    m_settings.endArray();
}

} // namespace vitrine
