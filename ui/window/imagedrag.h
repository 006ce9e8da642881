#pragma once

#include <functional>
#include <memory>

#include <QList>
#include <QObject>
#include <QPoint>
#include <QPointer>

#include "core/image/image.h"
#include "core/service/asyncscope.h"
#include "core/support/error.h"

class QAbstractItemView;
class QMimeData;

namespace vitrine {

class ImageService;

/// Lets images be dragged out of a list as files with readable names, and to other catalogues of the sidebar.
/// The files are lent by the service, which copies nothing; where it cannot do that, refused() says so. A
/// drag begins only once all files are there, and not at all when the button was let go before.
class ImageDrag final : public QObject
{
    Q_OBJECT

public:
    using Images = std::function<QList<Image>()>;
    using Start = std::function<void(std::unique_ptr<QMimeData> data)>;

    /// `selected` is asked for what is dragged.
    ImageDrag(QAbstractItemView &view, ImageService &service, Images selected);

    /// False for a cloud: its images go to other catalogues, and not out of the program.
    void setLending(bool lends) { m_lends = lends; }
    /// For tests: gets what would be dragged.
    void setStart(const Start &start) { m_start = start; }
    /// More than that are exported, not dragged: a hand does not carry them, and each takes a look at the
    /// disk.
    static constexpr qsizetype mostImages = 200;

Q_SIGNALS:
    void refused(const vitrine::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleMove(const QPoint &position, Qt::MouseButtons buttons);
    ScopedTask<> prepare(QList<Image> images);
    void begin(const QList<Image> &images, const QList<QUrl> &urls);
    void startDrag(std::unique_ptr<QMimeData> data);

    QAbstractItemView &m_view;
    ImageService &m_service;
    const Images m_selected;
    Start m_start;
    std::optional<QPoint> m_pressed;
    bool m_isPreparing = false;
    bool m_lends = true;
    AsyncScope m_scope;
};

} // namespace vitrine
