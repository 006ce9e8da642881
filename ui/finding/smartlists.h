#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QSettings;

namespace vitrine {

/// A search with its filters under a name.
struct SmartList {
    QString name;
    QString search; ///< as it is typed, see searchsyntax.h

    bool operator==(const SmartList &) const = default;
};

/// The smart lists of one catalogue: some that everybody has, and people's own in the settings.
class SmartLists final : public QObject
{
    Q_OBJECT

public:
    /// `catalogue` tells catalogues apart; any text. `settings` must outlive this.
    SmartLists(QSettings &settings, const QString &catalogue, QObject *parent = nullptr);

    static QList<SmartList> bundled();
    const QList<SmartList> &own() const { return m_own; }
    /// In place of one with the same name, else at the end.
    void save(const SmartList &list);
    void setOwn(const QList<SmartList> &lists);

private:
    void load();
    void store();

    QSettings &m_settings;
    QString m_group;
    QList<SmartList> m_own;
};

} // namespace vitrine
