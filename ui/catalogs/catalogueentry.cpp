#include "ui/catalogs/catalogueentry.h"

#include <QCoreApplication>

#include "ui/text/numbertext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine::text {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(vitrine::CatalogueEntry)
};

} // namespace

QString catalogueSection(CatalogueKind kind)
{
    switch (kind) {
    case CatalogueKind::LocalFolder:
        //: Heading above the catalogues in local folders
        return Texts::tr("On this PC");
    }
    Q_UNREACHABLE();
}

QString healthWord(CatalogueHealth health)
{
    switch (health) {
    case CatalogueHealth::Closed:
        //: State of a catalogue that nobody has looked at yet
        return Texts::tr("Not opened yet");
    case CatalogueHealth::Opening:
        //: State of a catalogue
        return Texts::tr("Opening…");
    case CatalogueHealth::Available:
        //: State of a catalogue
        return Texts::tr("Available");
    case CatalogueHealth::ReadOnly:
        //: State of a catalogue
        return Texts::tr("Read-only");
    case CatalogueHealth::Missing:
        //: State of a catalogue whose disk is not there
        return Texts::tr("Disk missing");
    case CatalogueHealth::Failed:
        //: State of a catalogue
        return Texts::tr("Cannot be opened");
    }
    Q_UNREACHABLE();
}

QString healthExplanation(CatalogueHealth health)
{
    switch (health) {
    case CatalogueHealth::Closed:
        return Texts::tr("Click it to open it.");
    case CatalogueHealth::Opening:
        return Texts::tr("The catalogue is being opened.");
    case CatalogueHealth::Available:
        return Texts::tr("Images can be looked at, added and changed.");
    case CatalogueHealth::ReadOnly:
        return Texts::tr("Images can be looked at and exported, but nothing can be changed here.");
    case CatalogueHealth::Missing:
        return Texts::tr("Its folder is not there now. Connect the disk, then try again.");
    case CatalogueHealth::Failed:
        return Texts::tr("Click it to try again.");
    }
    Q_UNREACHABLE();
}

Tone healthTone(CatalogueHealth health)
{
    switch (health) {
    case CatalogueHealth::Closed:
        return Tone::Muted;
    case CatalogueHealth::Opening:
        return Tone::Info;
    case CatalogueHealth::Available:
        return Tone::Success;
    case CatalogueHealth::ReadOnly:
    case CatalogueHealth::Missing:
        return Tone::Warning;
    case CatalogueHealth::Failed:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
}

QString catalogueSummary(const CatalogueEntry &entry)
{
    if (entry.unfinishedTransfers > 0) {
        const QString count = Texts::tr("%n transfer(s)", nullptr, entry.unfinishedTransfers);
        return entry.bytesPerSecond > 0 ? count % u" · "_s % speed(entry.bytesPerSecond) : count;
    }
    const QString word = healthWord(entry.health);
    if (entry.health != CatalogueHealth::Available || entry.freeBytes < 0)
        return word;
    //: %1 is the state of a catalogue, %2 a number of bytes
    return Texts::tr("%1 · %2 free").arg(word, bytes(entry.freeBytes));
}

QString diskSentence(const CatalogueEntry &entry)
{
    if (entry.totalBytes <= 0)
        return {};
    //: Both are numbers of bytes
    return Texts::tr("%1 of %2 used on its disk, %3 free")
        .arg(bytes(entry.totalBytes - entry.freeBytes), bytes(entry.totalBytes), bytes(entry.freeBytes));
}

} // namespace vitrine::text
