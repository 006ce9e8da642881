#include "ui/adding/addingrow.h"

#include <algorithm>

#include <QFileInfo>
#include <QUrl>
#include <QUuid>

#include "core/image/imagepreset.h"
#include "core/service/trioimport.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a link will turn out to be; the import compares it with the bytes.
void guessContent(AddingRow &row)
{
    const auto endsWith
        = [&row](QLatin1String suffix) { return row.fileName.endsWith(suffix, Qt::CaseInsensitive); };
    row.diskFormat = guessDiskFormat(row.fileName);
    // The .img files of the well-known clouds are all QCOW2.
    if (endsWith(".img"_L1) && !row.os.distro.isEmpty())
        row.diskFormat = DiskFormat::Qcow2;
    if (endsWith(".ova"_L1))
        row.inspection.containerFormat = ContainerFormat::Ova;
}

} // namespace

AddingRow rowOfFile(const QString &path, bool isFromFolder)
{
    AddingRow row;
    row.source = path;
    row.fileName = QFileInfo(path).fileName();
    row.isFromFolder = isFromFolder;
    row.name = guessImageName(row.fileName);
    row.os = guessOs(row.fileName);
    return row;
}

AddingRow rowOfLink(const QString &link)
{
    const QUrl url(link);
    AddingRow row;
    row.source = link;
    row.isLink = true;
    row.fileName = url.fileName().isEmpty() ? url.host() : url.fileName();
    row.name = guessImageName(row.fileName);
    row.os = guessOs(row.fileName);
    guessContent(row);
    row.state = AddingState::Ready;
    return row;
}

void applyInspection(AddingRow &row, const FileInspection &inspection)
{
    row.inspection = inspection;
    row.os = mergedOs(inspection.os, row.os);
    row.diskFormat = inspection.diskFormat;
    if (!inspection.canBeAdded()) {
        row.state = AddingState::Refused;
        row.isChecked = false;
        return;
    }
    row.minDisk = std::max(row.minDisk, minDiskFor(inspection.virtualSize.value_or(0)));
    row.state = inspection.warnings.isEmpty() ? AddingState::Ready : AddingState::Look;
    // In a folder of disks there are lists and notes that nobody wants as an image.
    const bool isStray = row.isFromFolder
        && std::any_of(inspection.warnings.cbegin(), inspection.warnings.cend(),
            [](const FileFinding &finding) { return finding.check == u"unknown_content"; });
    if (isStray)
        row.isChecked = false;
}

void applyUnpacking(AddingRow &row, bool isUnpacked, const QString &member)
{
    if (!row.inspection.packed || !row.isEditable())
        return;
    row.isUnpacked = isUnpacked;
    row.member = isUnpacked ? member : QString();
    row.minDisk = 0;
    row.isChecked = true;
    if (!isUnpacked) {
        applyInspection(row, row.inspection);
        return;
    }
    // What it is, and how large, is found when it has been taken out.
    row.diskFormat.reset();
    row.state = AddingState::Ready;
}

void applyTwin(AddingRow &row, const FileComparison &twin)
{
    row.twin = twin;
    if (!row.isTwin() || !row.isEditable())
        return;
    row.state = AddingState::Look;
    row.isChecked = false;
}

void applyPreset(AddingRow &row, const QString &id)
{
    row.presetId = id;
    row.minRam = 0;
    const ImagePreset *const preset = findImagePreset(id);
    if (!preset)
        return;
    row.minDisk = std::max(row.minDisk, preset->minDisk);
    row.minRam = preset->minRam;
    const QString distro = preset->properties.value(u"os_distro"_s);
    if (distro.isEmpty() || distro == row.os.distro)
        return;
    row.os.distro = distro;
    row.os.version.clear();
}

QMap<QString, QString> propertiesOf(const AddingRow &row)
{
    const ImagePreset *const preset = findImagePreset(row.presetId);
    QMap<QString, QString> properties = preset ? preset->properties : QMap<QString, QString>();
    const auto set = [&properties](const QString &key, const QString &value) {
        if (value.isEmpty())
            properties.remove(key);
        else
            properties.insert(key, value);
    };
    if (!properties.contains(u"os_type"_s))
        set(u"os_type"_s, osTypeOf(row.os.distro));
    set(u"os_distro"_s, row.os.distro);
    set(u"os_version"_s, row.os.version);
    set(u"architecture"_s, row.os.architecture);
    // Only a disk that starts in one way alone tells; else a preset may know.
    if (!row.inspection.contents.firmware.isNull())
        properties.insert(u"hw_firmware_type"_s, row.inspection.contents.firmware);
    return properties;
}

int AddingRow::imageCount() const
{
    if (!isTrio())
        return 1;
    return inspection.packed->ramdisk.isNull() ? 2 : 3;
}

namespace {

TransferRequest requestOf(const AddingRow &row, const AddingChoices &choices)
{
    TransferRequest request;
    request.kind = row.isLink ? TransferKind::ImportLink
        : choices.isStaged    ? TransferKind::StageImport
                              : TransferKind::Import;
    request.source = row.source;
    request.store = choices.store;
    request.draft.name = row.name;
    request.draft.diskFormat = row.diskFormat;
    if (row.diskFormat)
        request.draft.containerFormat = containerFormatFor(*row.diskFormat, row.inspection.containerFormat);
    request.draft.visibility = choices.visibility;
    request.draft.isProtected = choices.isProtected;
    request.draft.tags = choices.tags;
    request.draft.minDisk = row.minDisk;
    request.draft.minRam = row.minRam;
    request.draft.properties = propertiesOf(row);
    request.isUnpacked = row.isUnpacked;
    request.member = row.member;
    return request;
}

/// A kernel or ramdisk beside its machine.
TransferRequest partOf(const TransferRequest &machine, DiskFormat format, const QString &member)
{
    TransferRequest part = machine;
    part.draft = draftOfPart(machine.draft, format);
    part.draft.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    part.member = member;
    return part;
}

QList<TransferRequest> trioOf(TransferRequest machine, const PackedFile &packed)
{
    QList<TransferRequest> parts{ partOf(machine, DiskFormat::Aki, packed.kernel) };
    if (!packed.ramdisk.isNull())
        parts.append(partOf(machine, DiskFormat::Ari, packed.ramdisk));
    machine.member = packed.machine;
    machine.draft.diskFormat = DiskFormat::Ami;
    machine.draft.containerFormat = ContainerFormat::Ami;
    machine.draft.properties.insert(u"kernel_id"_s, parts.constFirst().draft.id);
    if (parts.size() > 1)
        machine.draft.properties.insert(u"ramdisk_id"_s, parts.constLast().draft.id);
    parts.append(machine);
    return parts;
}

} // namespace

QList<TransferRequest> requestsOf(const AddingRow &row, const AddingChoices &choices)
{
    const TransferRequest request = requestOf(row, choices);
    return row.isTrio() ? trioOf(request, *row.inspection.packed) : QList<TransferRequest>{ request };
}

} // namespace vitrine
