#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include "core/image/diskcontents.h"
#include "core/image/formats.h"
#include "core/image/imageguess.h"

namespace vitrine {

/// One thing to say about a file, translated, with what to do about it.
struct FileFinding {
    QString check; ///< a stable word such as "backing_file"
    QString sentence;
    QString wayOut; ///< may be null
    QString command; ///< for a shell; may be null

    bool operator==(const FileFinding &) const = default;
};

/// What could be taken out of a compressed file or an archive on its way in.
struct PackedFile {
    QStringList disks; ///< in an archive, of which one is chosen; empty where nothing is to choose
    QString machine; ///< members of a tarball that are a machine with its kernel (UEC); null: it is none
    QString kernel;
    QString ramdisk; ///< may be null

    bool isTrio() const { return !machine.isNull(); }
};

/// What was found inside a file that is to become an image.
struct FileInspection {
    QString path;
    qint64 size = 0; ///< bytes
    QString formatWord; ///< what it is, for people: "Raw, GPT"; null when it could not be read
    /// What to declare; none when it must not become an image.
    std::optional<DiskFormat> diskFormat;
    ContainerFormat containerFormat = ContainerFormat::Bare;
    /// All that Glance would accept for these bytes; empty when it must not become an image.
    QList<DiskFormat> declarable;
    std::optional<qint64> virtualSize; ///< bytes the guest sees
    QList<FileFinding> violations; ///< the file must not become an image
    QList<FileFinding> warnings; ///< worth a look
    DiskContents contents; ///< of what can be added: partitions, file systems
    OsDescription os; ///< as far as the content tells
    std::optional<PackedFile> packed; ///< none: it can only become an image as it is

    bool canBeAdded() const { return diskFormat.has_value() && violations.isEmpty(); }
};

/// Looks into the file as the import will. Blocking, safe from any thread; never fails: what stands in the
/// way is a violation.
FileInspection inspectFile(const QString &path);

/// The container to declare with `format` for content in `detected`: the three parts of an AMI have their
/// own.
ContainerFormat containerFormatFor(DiskFormat format, ContainerFormat detected);

/// What to do about a finding of the probe.
struct WayOut {
    QString sentence;
    QString command;
};
WayOut wayOutOf(const QString &check, const QString &path);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::FileInspection)
