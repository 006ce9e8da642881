#pragma once

#include <optional>

#include <QCoreApplication>

#include "core/catalog/catalogue.h"
#include "core/image/imagelimits.h"
#include "core/support/result.h"

namespace vitrine {

/// The limits on amounts: how many images, how many bytes. Counts of properties and tags are part of
/// validateDraft() and applyPatch().
class Quota final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::Quota)

public:
    explicit Quota(ImageLimits limits);

    const ImageLimits &limits() const { return m_limits; }

    /// Whether one more image may be made.
    Result<void> checkImageCount(const Usage &usage) const;
    /// Whether `size` more bytes may be stored in each of `copies` stores.
    Result<void> checkBytes(const Usage &usage, qint64 size, qsizetype copies = 1) const;
    /// The most bytes that all copies together may have, those in the trash too; none when there is no limit.
    /// Checked again when data become an image's: several may arrive at once.
    std::optional<qint64> totalBytes() const;
    /// The most bytes that one image may bring now; none when there is no limit.
    std::optional<qint64> largestImage(const Usage &usage) const;

private:
    std::optional<qint64> remainingBytes(const Usage &usage) const;

    ImageLimits m_limits;
};

} // namespace vitrine
