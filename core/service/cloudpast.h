#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include "core/image/image.h"
#include "core/image/transition.h"
#include "core/support/result.h"

namespace vitrine {

using ImageMap = QHash<ImageId, Image>;
using HistoryMap = QHash<ImageId, QList<Transition>>;

/// The images of a cloud as they were at one moment.
struct CloudList {
    ImageMap images;
    QDateTime seenAt; ///< UTC

    static constexpr qsizetype mostImages = 100'000;
};

/// Packed CBOR. Of more than CloudList::mostImages images the newest are kept.
QByteArray cloudListToBytes(const CloudList &list);
/// ErrorCode::Corrupt when it is not what cloudListToBytes() gives.
Result<CloudList> cloudListFromBytes(const QByteArray &bytes);

QByteArray historyToBytes(const HistoryMap &history);
Result<HistoryMap> historyFromBytes(const QByteArray &bytes);

} // namespace vitrine
