#pragma once

#include <optional>

#include <QString>

#include "core/image/image.h"
#include "core/image/imageguess.h"
#include "core/service/duplicatefinder.h"
#include "core/service/fileinspection.h"
#include "core/transfer/transfer.h"

namespace vitrine {

enum class AddingState {
    Looking, ///< not looked into yet
    Ready,
    Look, ///< can be added, but somebody should look first
    Refused,
};

/// One file or link that may become an image, with what was found and how the image will be described.
struct AddingRow {
    QString source; ///< path or link
    QString fileName; ///< for people
    bool isLink = false;
    bool isFromFolder = false; ///< nobody pointed at this very file
    bool isChecked = true;
    AddingState state = AddingState::Looking;
    FileInspection inspection;
    FileComparison twin; ///< the image that holds the same bytes, if any

    QString name;
    std::optional<DiskFormat> diskFormat;
    qint64 minDisk = 0; ///< GB
    qint64 minRam = 0; ///< MB
    OsDescription os;
    QString presetId; ///< null: none
    bool isUnpacked = false; ///< what is inside is added
    QString member; ///< which disk of it; null: the only one

    bool isEditable() const { return state == AddingState::Ready || state == AddingState::Look; }
    bool isTwin() const { return !twin.imageId.isEmpty(); }
    bool isTrio() const { return isUnpacked && inspection.packed && inspection.packed->isTrio(); }
    int imageCount() const;
};

/// What holds for all rows.
struct AddingChoices {
    bool isStaged = false; ///< through staging and import instead of one upload
    QString store; ///< null: the default one
    Visibility visibility = Visibility::Shared;
    bool isProtected = false;
    QStringList tags;
};

AddingRow rowOfFile(const QString &path, bool isFromFolder);
/// A link is looked into only by the import itself.
AddingRow rowOfLink(const QString &link);

/// Fills in what the content tells.
void applyInspection(AddingRow &row, const FileInspection &inspection);
void applyTwin(AddingRow &row, const FileComparison &twin);
/// Whether what is inside is added, and which disk of several, in place of the file as it is.
void applyUnpacking(AddingRow &row, bool isUnpacked, const QString &member);
/// `id` of a preset, or null for none.
void applyPreset(AddingRow &row, const QString &id);

/// The properties that the image will have.
QMap<QString, QString> propertiesOf(const AddingRow &row);
/// One for each image that the row becomes; those that others refer to come first.
QList<TransferRequest> requestsOf(const AddingRow &row, const AddingChoices &choices);

} // namespace vitrine
