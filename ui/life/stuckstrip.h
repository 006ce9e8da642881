#pragma once

#include <optional>

#include <QDateTime>
#include <QTimer>
#include <QWidget>

#include "core/image/image.h"

namespace vitrine {

class ImageService;
class MessageStrip;

/// From here on an image that should be on its way and is not counts as stuck.
inline constexpr qint64 stuckAfterMinutes = 5;

/// The data wait in the staging area for their import.
bool hasStagedData(const Image &image);

/// How many minutes nothing has happened to an image that somebody should be working on; none when it is not
/// stuck. `lastSign` is when a transfer of ours last moved it, if one did. An image whose data are staged
/// waits for its import and is not stuck.
std::optional<qint64> stuckMinutes(const Image &image, const QDateTime &lastSign, const QDateTime &now);

/// Says that nothing moves any more, and offers what can be done about it. Hidden while all is well.
class StuckStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit StuckStrip(ImageService &service, QWidget *parent = nullptr);

    void setImage(const Image &image);
    /// A transfer of ours works on the image.
    void noteProgress();
    /// For tests: what time it is.
    void setClock(const QDateTime &now);

private:
    void look();
    void remove();

    ImageService &m_service;
    MessageStrip *m_strip = nullptr;
    Image m_image;
    QDateTime m_lastSign;
    QDateTime m_clock; ///< invalid: the real time
    qint64 m_saidMinutes = -1;
    QTimer m_timer;
};

} // namespace vitrine
