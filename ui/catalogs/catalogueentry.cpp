#include "ui/catalogs/catalogueentry.h"

#include <QCoreApplication>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

QString cloudId(CloudOrigin origin, const QString &name, const QString &file)
{
    switch (origin) {
    case CloudOrigin::Found:
        return u"cloud:"_s % name;
    case CloudOrigin::Own:
        return u"cloud-own:"_s % name;
    case CloudOrigin::Referred:
        return u"cloud-file:"_s % name % u'@' % file;
    }
    Q_UNREACHABLE();
}

bool isCloudId(const QString &id)
{
    return id.startsWith(u"cloud:") || id.startsWith(u"cloud-own:") || id.startsWith(u"cloud-file:");
}

namespace text {

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
    case CatalogueKind::Cloud:
        //: Heading above the clouds
        return Texts::tr("Clouds");
    }
    Q_UNREACHABLE();
}

QString healthWord(CatalogueHealth health, CatalogueKind kind)
{
    const bool isCloud = kind == CatalogueKind::Cloud;
    switch (health) {
    case CatalogueHealth::Closed:
        //: State of a cloud that one has not logged in to yet
        return isCloud ? Texts::tr("Not connected")
                       //: State of a catalogue that nobody has looked at yet
                       : Texts::tr("Not opened yet");
    case CatalogueHealth::Opening:
        //: State of a cloud
        return isCloud ? Texts::tr("Connecting…")
                       //: State of a catalogue
                       : Texts::tr("Opening…");
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
        //: State of a cloud
        return isCloud ? Texts::tr("Cannot be used")
                       //: State of a catalogue
                       : Texts::tr("Cannot be opened");
    case CatalogueHealth::Offline:
        //: State of a cloud
        return Texts::tr("Offline");
    case CatalogueHealth::Refused:
        //: State of a cloud
        return Texts::tr("Login refused");
    }
    Q_UNREACHABLE();
}

QString healthExplanation(CatalogueHealth health, CatalogueKind kind)
{
    const bool isCloud = kind == CatalogueKind::Cloud;
    switch (health) {
    case CatalogueHealth::Closed:
        return isCloud ? Texts::tr("Click it to log in.") : Texts::tr("Click it to open it.");
    case CatalogueHealth::Opening:
        return isCloud ? Texts::tr("Vitrine is logging in.") : Texts::tr("The catalogue is being opened.");
    case CatalogueHealth::Available:
        return Texts::tr("Images can be looked at, added and changed.");
    case CatalogueHealth::ReadOnly:
        return Texts::tr("Images can be looked at and exported, but nothing can be changed here.");
    case CatalogueHealth::Missing:
        return Texts::tr("Its folder is not there now. Connect the disk, then try again.");
    case CatalogueHealth::Failed:
        return Texts::tr("Click it to try again.");
    case CatalogueHealth::Offline:
        return Texts::tr("It does not answer just now. Click it to try again.");
    case CatalogueHealth::Refused:
        return Texts::tr("It does not take this user or password. Correct them, then click it.");
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
    case CatalogueHealth::Offline:
        return Tone::Warning;
    case CatalogueHealth::Failed:
    case CatalogueHealth::Refused:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
}

namespace {

QString cloudSummary(const CatalogueEntry &entry)
{
    const QString word = healthWord(entry.health, entry.kind);
    const CloudFacts &cloud = entry.cloud;
    if (entry.health == CatalogueHealth::Offline && cloud.offlineSince.isValid())
        //: State of a cloud; %1 is a time
        return Texts::tr("Offline since %1").arg(clockTime(cloud.offlineSince));
    if (entry.health != CatalogueHealth::Available)
        return word;
    QStringList parts{ word };
    for (const QString &part : { cloud.project, cloud.region }) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u" · "_s);
}

} // namespace

QString catalogueSummary(const CatalogueEntry &entry)
{
    if (entry.unfinishedTransfers > 0) {
        const QString count = Texts::tr("%n transfer(s)", nullptr, entry.unfinishedTransfers);
        return entry.bytesPerSecond > 0 ? count % u" · "_s % speed(entry.bytesPerSecond) : count;
    }
    if (entry.isCloud())
        return cloudSummary(entry);
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

} // namespace text

} // namespace vitrine
