#pragma once

#include <QCoreApplication>

#include "core/service/imageservice.h"

namespace vitrine {

/// One of the three files that a machine of the old Amazon kind is made of.
struct TrioFile {
    QString path;
    QString member = {}; ///< of the archive at `path`; null: the file itself
};

struct TrioRequest {
    ImageDraft machine; ///< the two others take name, owner and visibility from it
    TrioFile disk; ///< an unpartitioned file system
    TrioFile kernel;
    std::optional<TrioFile> ramdisk = {}; ///< not every kernel needs one
    QString store = {}; ///< null: the default one
    bool isStaged = false; ///< all data are staged before the first image becomes active
};

struct Trio {
    Image machine; ///< with kernel_id and ramdisk_id
    Image kernel;
    std::optional<Image> ramdisk;
};

/// Makes the linked images of a kernel (aki), a ramdisk (ari) and a machine (ami): all of them, or none. When
/// one fails, those that were made already are deleted again; where `isStaged` holds they were not active yet
/// and leave nothing behind.
class TrioImport final
{
    Q_DECLARE_TR_FUNCTIONS(TrioImport)

public:
    /// Both must outlive it, and it its run().
    TrioImport(ImageService &service, OperationControl control)
        : m_service(service)
        , m_control(std::move(control))
    {
    }

    QCoro::Task<Result<Trio>> run(TrioRequest request);

private:
    QCoro::Task<Result<Trio>> makeAll(TrioRequest request);
    QCoro::Task<Result<Image>> make(ImageDraft draft, TrioFile file, TrioRequest request);
    QCoro::Task<Result<void>> importStaged(TrioRequest request);
    /// The ids of what could not be deleted.
    QCoro::Task<QStringList> takeBack();

    ImageService &m_service;
    const OperationControl m_control;
    QList<Image> m_made; ///< in this order
};

/// As the draft of the machine, for the kernel (aki) or the ramdisk (ari).
ImageDraft draftOfPart(const ImageDraft &machine, DiskFormat format);

} // namespace vitrine
