#pragma once

#include <optional>

#include <QList>
#include <QStringList>

#include "core/image/imagequery.h"

class QHeaderView;
class QSettings;
class QSplitter;
class QWidget;

namespace vitrine {

/// How the window looked when it was last closed. A value that cannot be used leaves the default in place.
class SessionState final
{
public:
    explicit SessionState(QSettings &settings);

    QSettings &settings() const { return m_settings; }

    void saveWindow(const QWidget &window);
    void restoreWindow(QWidget &window) const;
    void saveHeader(const QHeaderView &header);
    void restoreHeader(QHeaderView &header) const;
    void saveSplitter(const QSplitter &splitter);
    void restoreSplitter(QSplitter &splitter) const;

    void saveSort(const QList<SortKey> &sort);
    /// Empty: the service's own order.
    QList<SortKey> sort() const;

    /// As people type them, see searchsyntax.h.
    void saveFilters(const QString &typed);
    QString filters() const;

    void setDetailsVisible(bool visible);
    /// `fits`: what to assume when nobody has decided yet.
    bool isDetailsVisible(bool fits) const;
    void setFoldedSections(const QStringList &names);
    /// Sections of the details that are folded away; none when nobody has decided yet.
    std::optional<QStringList> foldedSections() const;
    void setTransfersFolded(bool folded);
    bool areTransfersFolded() const;

private:
    QSettings &m_settings;
};

} // namespace vitrine
