#include "ui/life/stuckstrip.h"

#include <algorithm>

#include <QCoro/QCoroTask>
#include <QVBoxLayout>

#include "core/service/imageservice.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/messagestrip.h"

namespace vitrine {

namespace {

constexpr int lookMs = 30'000;
constexpr qint64 minuteMs = 60'000;

} // namespace

bool hasStagedData(const Image &image)
{
    return image.status == ImageStatus::Uploading && image.size.value_or(0) > 0;
}

std::optional<qint64> stuckMinutes(const Image &image, const QDateTime &lastSign, const QDateTime &now)
{
    if (!isTransitional(image.status) || hasStagedData(image))
        return std::nullopt;
    const QDateTime since = lastSign.isValid() ? std::max(image.updatedAt, lastSign) : image.updatedAt;
    const qint64 minutes = since.secsTo(now) / 60;
    return since.isValid() && minutes >= stuckAfterMinutes ? std::optional(minutes) : std::nullopt;
}

StuckStrip::StuckStrip(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_strip(new MessageStrip(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_strip);
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &StuckStrip::look);
    hide();
}

void StuckStrip::setImage(const Image &image)
{
    if (image.id != m_image.id) {
        m_lastSign = {};
        m_saidMinutes = -1;
        m_strip->dismiss();
    }
    m_image = image;
    look();
    if (isTransitional(image.status))
        m_timer.start();
    else
        m_timer.stop();
}

void StuckStrip::noteProgress()
{
    m_lastSign = m_clock.isValid() ? m_clock : QDateTime::currentDateTimeUtc();
    if (isVisibleTo(parentWidget()))
        look();
}

void StuckStrip::setClock(const QDateTime &now)
{
    m_clock = now;
    look();
}

void StuckStrip::look()
{
    const QDateTime now = m_clock.isValid() ? m_clock : QDateTime::currentDateTimeUtc();
    const std::optional<qint64> minutes = stuckMinutes(m_image, m_lastSign, now);
    setVisible(minutes.has_value());
    if (!minutes) {
        m_saidMinutes = -1;
        m_strip->dismiss();
        return;
    }
    if (minutes == m_saidMinutes)
        return;
    // Closed by hand it stays closed for this image.
    const bool isFirst = m_saidMinutes < 0;
    m_saidMinutes = *minutes;
    if (!isFirst && !m_strip->isVisibleTo(this))
        return;
    m_strip->showMessage(MessageStrip::Kind::Warning,
        //: %1 is a duration
        tr("Nothing has changed for %1. If no other program is at work on this image, its transfer was lost: "
           "delete the image and add the file again. Restarting Vitrine puts it back to queued.")
            .arg(text::duration(*minutes * minuteMs)));
    //: Button: delete an image that is stuck
    m_strip->addAction(tr("Delete the image"), [this] { remove(); });
}

void StuckStrip::remove()
{
    const ImageId id = m_image.id;
    QCoro::connect(m_service.deleteImage(id), this, [this, id](const Result<void> &removed) {
        if (removed || id != m_image.id)
            return;
        show();
        m_strip->showError(removed.error());
    });
}

} // namespace vitrine
