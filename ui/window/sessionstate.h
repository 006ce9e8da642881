#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/image/imagequery.h"

class QSettings;
class QSplitter;
class QWidget;

namespace vitrine {

/// Where people were in a list of images.
struct ListPlace {
    QList<ImageId> selected; ///< the current one first
    int scroll = 0; ///< of the scroll bar

    static constexpr qsizetype mostSelected = 1000;
};

/// How the window looked when it was last closed, and each catalogue when it was last shown. A value that
/// cannot be used leaves the default in place; a catalogue never seen before begins like the last one.
class SessionState final
{
public:
    explicit SessionState(QSettings &settings);

    QSettings &settings() const { return m_settings; }

    /// What follows below "Of the catalogue" is this one's from now on; null for none in particular.
    void setCatalogue(const QString &uuid) { m_catalogue = uuid; }

    // Of the window
    void saveWindow(const QWidget &window);
    void restoreWindow(QWidget &window) const;
    void setTransfersFolded(bool folded);
    bool areTransfersFolded() const;
    void setSidebarVisible(bool visible);
    bool isSidebarVisible() const;
    void setSidebarWidth(int width);
    int sidebarWidth() const;

    // Of the catalogue
    void saveColumns(const QByteArray &state);
    QByteArray columns() const;
    void saveSplitter(const QSplitter &splitter);
    void restoreSplitter(QSplitter &splitter) const;
    void saveSort(const QList<SortKey> &sort);
    /// Empty: the service's own order.
    QList<SortKey> sort() const;
    void setGrouping(std::optional<SortField> field);
    std::optional<SortField> grouping() const;
    void setCardsShown(bool shown);
    bool areCardsShown() const;
    void setDetailsVisible(bool visible);
    /// `fits`: what to assume when nobody has decided yet.
    bool isDetailsVisible(bool fits) const;
    void setFoldedSections(const QStringList &names);
    /// Sections of the details that are folded away; none when nobody has decided yet.
    std::optional<QStringList> foldedSections() const;

    // Of the catalogue alone: nothing here is passed on to another.
    /// As people type them, see searchsyntax.h.
    void saveFilters(const QString &typed);
    QString filters() const;
    void saveSearchText(const QString &text);
    QString searchText() const;
    void savePlace(const ListPlace &place);
    ListPlace place() const;

private:
    QString ownKey(const QString &name) const;
    QVariant value(const QString &name) const;
    void save(const QString &name, const QVariant &value);

    QSettings &m_settings;
    QString m_catalogue;
};

} // namespace vitrine
