#pragma once

#include <QTreeWidget>

#include "core/image/transition.h"

namespace vitrine {

/// The recorded steps of an image as rows, newest first: what StateTimeline draws, in words.
class HistoryList final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit HistoryList(QWidget *parent = nullptr);

    /// `history` is oldest first.
    void setHistory(const QList<Transition> &history);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    QList<Transition> m_history;
};

} // namespace vitrine
