#pragma once

#include <optional>

#include <QMetaType>
#include <QString>

#include "core/support/error.h"
#include "ui/text/tone.h"

namespace vitrine {

/// What kind of thing a catalogue is; each kind is a section of the sidebar.
enum class CatalogueKind { LocalFolder };

enum class CatalogueHealth {
    Closed, ///< there, but not opened yet
    Opening,
    Available,
    ReadOnly,
    Missing, ///< its folder or disk is not there now
    Failed, ///< it cannot be opened, see CatalogueEntry::error
};

/// One catalogue of the sidebar, as a value.
struct CatalogueEntry {
    QString id; ///< of a local folder: its path
    CatalogueKind kind = CatalogueKind::LocalFolder;
    QString label;
    QString place; ///< path of the folder
    QString uuid; ///< null until it has been opened once
    bool isKept = true; ///< in the settings, for the next start

    CatalogueHealth health = CatalogueHealth::Closed;
    std::optional<Error> error; ///< why it cannot be used
    qint64 totalBytes = -1; ///< of its disk; -1 while unknown
    qint64 freeBytes = -1;
    int unfinishedTransfers = 0;
    double bytesPerSecond = 0;

    bool isOpen() const
    {
        return health == CatalogueHealth::Available || health == CatalogueHealth::ReadOnly;
    }
    bool operator==(const CatalogueEntry &) const = default;
};

namespace text {

QString catalogueSection(CatalogueKind kind);
QString healthWord(CatalogueHealth health);
/// What the word means, and what can be done.
QString healthExplanation(CatalogueHealth health);
Tone healthTone(CatalogueHealth health);

/// One line below the label: health, and what is going on or how much room is left.
QString catalogueSummary(const CatalogueEntry &entry);
/// "188 GiB of 460 GiB used"; empty while the disk is not known.
QString diskSentence(const CatalogueEntry &entry);

} // namespace text

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::CatalogueEntry)
