#pragma once

#include <optional>

#include <QWidget>

#include "core/image/transition.h"

class QToolButton;

namespace vitrine {

class ImageService;
class StateTimeline;
class StuckStrip;

/// The life of one image: the picture, a word where nothing moves any more, and the way to the page that
/// explains every state.
class LifeSection final : public QWidget
{
    Q_OBJECT

public:
    explicit LifeSection(ImageService &service, QWidget *parent = nullptr);

    void setImage(const Image &image);

    /// `history` is oldest first.
    void setLife(const QList<Transition> &history, ImageStatus present);
    /// How much of a running transfer is done, from 0 to 1.
    void setProgress(std::optional<double> fraction);

Q_SIGNALS:
    /// People want to know how images live.
    void lessonRequested();
    /// People want to send data into the image, which has none.
    void dataRequested();
    /// The data that lie staged are to become the image's.
    void importRequested();

private:
    // In the order in which the Tab key goes through them.
    StuckStrip *m_stuck = nullptr;
    StateTimeline *m_timeline = nullptr;
    QToolButton *m_dataButton = nullptr;
    QToolButton *m_importButton = nullptr;
};

} // namespace vitrine
