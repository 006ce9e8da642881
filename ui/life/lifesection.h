#pragma once

#include <optional>

#include <QWidget>

#include "core/image/transition.h"

namespace vitrine {

class HistoryList;
class StateTimeline;

/// The life of one image: the picture, the recorded steps below it, and the way to the page that explains
/// them all.
class LifeSection final : public QWidget
{
    Q_OBJECT

public:
    explicit LifeSection(QWidget *parent = nullptr);

    /// `history` is oldest first.
    void setLife(const QList<Transition> &history, ImageStatus present);
    /// How much of a running transfer is done, from 0 to 1.
    void setProgress(std::optional<double> fraction);

Q_SIGNALS:
    /// People want to know how images live.
    void lessonRequested();

private:
    StateTimeline *m_timeline = nullptr;
    HistoryList *m_history = nullptr;
};

} // namespace vitrine
