#include "ui/images/allocationview.h"

#include <QLabel>
#include <QVBoxLayout>

#include "core/service/imageservice.h"
#include "ui/text/errortext.h"
#include "ui/widgets/allocationstrip.h"

namespace vitrine {

namespace {

/// Of the data, or of the image where these have no hash.
QString dataOf(const Image &image)
{
    const bool hasData = image.status == ImageStatus::Active || image.status == ImageStatus::Deactivated;
    if (!hasData)
        return {};
    return image.id + (image.osHashValue.isEmpty() ? image.checksum : image.osHashValue);
}

} // namespace

AllocationView::AllocationView(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_state(new QLabel(this))
    , m_strip(new AllocationStrip(this))
{
    m_state->setObjectName(QStringLiteral("allocationState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_strip->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_state);
    column->addWidget(m_strip);
}

AllocationView::~AllocationView()
{
    m_stop.request_stop();
}

void AllocationView::setImage(const Image &image)
{
    const QString data = dataOf(image);
    if (image.id == m_image && data == m_data)
        return;
    m_image = image.id;
    m_data = data;
    m_stop.request_stop();
    ++m_asked;
    m_isStale = !data.isEmpty();
    say(data.isEmpty() ? tr("The image has no data that could be looked at.") : QString());
    if (m_isStale && isVisible())
        load();
}

void AllocationView::load()
{
    m_isStale = false;
    say(tr("Looking at how the disk is stored…"));
    m_stop = {};
    OperationControl control;
    control.stop = m_stop.get_token();
    const int asked = ++m_asked;
    QCoro::connect(m_service.allocation(m_image, AllocationStrip::maxCells, control), this,
        [this, asked](const Result<AllocationMap> &map) {
            if (asked == m_asked)
                show(map);
        });
}

void AllocationView::show(const Result<AllocationMap> &map)
{
    if (!map) {
        say(text::errorSentence(map.error()));
        return;
    }
    say({});
    m_strip->setExtents(map->extents, map->size);
    m_strip->setVisible(map->size > 0);
}

void AllocationView::say(const QString &sentence)
{
    m_state->setText(sentence);
    m_state->setVisible(!sentence.isEmpty());
    m_strip->hide();
}

void AllocationView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        load();
}

} // namespace vitrine
