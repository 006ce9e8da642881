#include "ui/adding/addingtext.h"

#include <QCoreApplication>

#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"

namespace vitrine::text {

using namespace Qt::Literals::StringLiterals;

namespace {

struct AddingText {
    Q_DECLARE_TR_FUNCTIONS(AddingText)
};

QString paragraph(const QString &html)
{
    return u"<p style=\"margin-top:0; margin-bottom:6px\">"_s % html % u"</p>"_s;
}

QString findingParagraph(const FileFinding &finding)
{
    QString html = finding.sentence.toHtmlEscaped();
    if (!finding.wayOut.isEmpty())
        html += u' ' % finding.wayOut.toHtmlEscaped();
    if (!finding.command.isEmpty())
        html += u"<br><code>"_s % finding.command.toHtmlEscaped() % u"</code>"_s;
    return paragraph(html);
}

QString twinParagraph(const AddingRow &row)
{
    const QString name = row.twin.imageName.isEmpty() ? AddingText::tr("Unnamed image") : row.twin.imageName;
    const QString sentence = row.isChecked
        ? AddingText::tr("Already here as “%1”: the same bytes. It will be there twice.").arg(name)
        : AddingText::tr("Already here as “%1”: the same bytes. It is left out.").arg(name);
    return paragraph(sentence.toHtmlEscaped());
}

/// What is said about a file that is packed, and what is done about it.
QString packedParagraph(const AddingRow &row)
{
    if (row.isTrio()) {
        return paragraph(
            AddingText::tr("It is unpacked on its way in and becomes three images at most, which "
                           "refer to each other: kernel, ramdisk and machine.")
                .toHtmlEscaped());
    }
    if (row.isUnpacked) {
        return paragraph(AddingText::tr("It is unpacked on its way in. What is inside is checked then, and "
                                        "its format is found.")
                             .toHtmlEscaped());
    }
    return paragraph(
        AddingText::tr("What is inside can be added in its place: choose that above.").toHtmlEscaped());
}

/// A warning that no longer holds when what is inside is added.
bool isAboutWrapping(const FileFinding &finding)
{
    return finding.check == u"compressed" || finding.check == u"archive" || finding.check == u"several_disks";
}

QList<FileFinding> warningsThatHold(const AddingRow &row)
{
    QList<FileFinding> warnings = row.inspection.warnings;
    if (row.isUnpacked)
        warnings.removeIf(isAboutWrapping);
    return warnings;
}

QString propertiesParagraph(const AddingRow &row)
{
    QStringList pairs;
    const QMap<QString, QString> properties = propertiesOf(row);
    for (auto it = properties.begin(); it != properties.end(); ++it)
        pairs.append(it.key() % u'=' % it.value());
    if (pairs.isEmpty())
        return paragraph(AddingText::tr("No properties are set.").toHtmlEscaped());
    //: %1 is a list such as "os_type=linux, hw_disk_bus=virtio"
    return paragraph(AddingText::tr("Properties: %1").arg(pairs.join(u", "_s)).toHtmlEscaped());
}

} // namespace

QString addingStateWord(AddingState state)
{
    switch (state) {
    case AddingState::Looking:
        //: State of a file to be added: it is being looked into
        return AddingText::tr("Looking…");
    case AddingState::Ready:
        //: State of a file to be added: nothing stands in the way
        return AddingText::tr("Ready");
    case AddingState::Look:
        //: State of a file to be added: somebody should look at it first
        return AddingText::tr("Look at this");
    case AddingState::Refused:
        //: State of a file to be added
        return AddingText::tr("Cannot be added");
    }
    Q_UNREACHABLE();
}

QString addingStateIcon(AddingState state)
{
    switch (state) {
    case AddingState::Looking:
        return u"search"_s;
    case AddingState::Ready:
        return u"success"_s;
    case AddingState::Look:
        return u"warning"_s;
    case AddingState::Refused:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

Tone addingStateTone(AddingState state)
{
    switch (state) {
    case AddingState::Looking:
        return Tone::Muted;
    case AddingState::Ready:
        return Tone::Success;
    case AddingState::Look:
        return Tone::Warning;
    case AddingState::Refused:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
}

QString presetTitle(const QString &id)
{
    if (id.isEmpty()) {
        //: No preset
        return AddingText::tr("None");
    }
    if (id == "linux-cloud"_L1)
        return AddingText::tr("Linux cloud image");
    if (id == "linux-uefi"_L1)
        return AddingText::tr("Linux with UEFI");
    if (id == "windows"_L1)
        return AddingText::tr("Windows");
    if (id == "old-hardware"_L1)
        return AddingText::tr("Old system without virtio");
    if (id == "installer"_L1)
        return AddingText::tr("Installer disc");
    if (id == "vmware"_L1)
        return AddingText::tr("VMware");
    if (id == "hyperv-2"_L1)
        return AddingText::tr("Hyper-V generation 2");
    if (id == "data-disk"_L1)
        return AddingText::tr("Plain data disk");
    return id;
}

QString presetExplanation(const QString &id)
{
    if (id == "linux-cloud"_L1)
        return AddingText::tr("Fast virtio disk and network, and the guest agent.");
    if (id == "linux-uefi"_L1)
        return AddingText::tr("The same, started by UEFI on a modern machine (q35).");
    if (id == "windows"_L1)
        return AddingText::tr(
            "For Windows with virtio drivers installed: 40 GB disk and 2 GiB memory at least.");
    if (id == "old-hardware"_L1)
        return AddingText::tr("IDE disk and e1000 network: slow, but everything knows them.");
    if (id == "installer"_L1)
        return AddingText::tr("Attached as a SATA disc.");
    if (id == "vmware"_L1)
        return AddingText::tr("For clouds that run VMware.");
    if (id == "hyperv-2"_L1)
        return AddingText::tr("For clouds that run Hyper-V, with UEFI.");
    if (id == "data-disk"_L1)
        return AddingText::tr("A disk to attach, not to start from.");
    return {};
}

QString addingFindings(const AddingRow &row)
{
    if (row.state == AddingState::Looking)
        return paragraph(AddingText::tr("The file is being looked into…").toHtmlEscaped());
    QString html;
    for (const FileFinding &finding : row.inspection.violations)
        html += findingParagraph(finding);
    if (row.isTwin() && row.isEditable())
        html += twinParagraph(row);
    const QList<FileFinding> warnings = warningsThatHold(row);
    for (const FileFinding &finding : warnings)
        html += findingParagraph(finding);
    if (row.inspection.packed && row.isEditable())
        html += packedParagraph(row);
    if (row.isLink)
        html += paragraph(
            AddingText::tr("The catalogue downloads the link itself and checks what is inside then.")
                .toHtmlEscaped());
    if (row.isEditable())
        html += propertiesParagraph(row);
    return html;
}

QString addingCommand(const AddingRow &row)
{
    for (const QList<FileFinding> *findings : { &row.inspection.violations, &row.inspection.warnings }) {
        for (const FileFinding &finding : *findings) {
            if (!finding.command.isEmpty())
                return finding.command;
        }
    }
    return {};
}

QString addingSentence(const AddingRow &row)
{
    QStringList parts{ row.fileName, addingStateWord(row.state) };
    for (const FileFinding &finding : row.inspection.violations)
        parts.append(finding.sentence);
    if (row.isTwin())
        parts.append(AddingText::tr("Already here as “%1”").arg(row.twin.imageName));
    const QList<FileFinding> warnings = warningsThatHold(row);
    for (const FileFinding &finding : warnings)
        parts.append(finding.sentence);
    if (row.isEditable())
        parts.append(row.isChecked ? AddingText::tr("will be added") : AddingText::tr("is left out"));
    return parts.join(u", "_s);
}

} // namespace vitrine::text
