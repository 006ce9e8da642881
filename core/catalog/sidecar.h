#pragma once

#include <QByteArray>
#include <QString>

#include "core/catalog/imagerepository.h"
#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

/// What lies beside each blob: enough to make the catalogue's record of it again.
struct Sidecar {
    QString catalogue; ///< uuid of the catalogue
    ImageLocation location;
    DataFacts facts;
    Image image; ///< as it was described last; facts rule over its own size and hashes
    QList<Member> members = {}; ///< with whom it was shared

    bool operator==(const Sidecar &) const = default;
};

QByteArray writeSidecar(const Sidecar &sidecar);
/// ErrorCode::Corrupt when the bytes are not a sidecar of a layout that this program knows.
Result<Sidecar> readSidecar(const QByteArray &bytes);

/// The image as it is once the data are in: what the sidecar of a blob says before the database does.
Image withFacts(Image image, ImageStatus status, const DataFacts &facts, const QString &store);

} // namespace vitrine
