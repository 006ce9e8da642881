#pragma once

#include <QObject>
#include <QTimer>

#include "ui/life/practiceimage.h"

namespace vitrine {

/// Plays the practice image: takes the steps that people choose, lets bytes arrive in slow motion, and goes
/// on the tour through all statuses by itself when told to.
class LifeLesson final : public QObject
{
    Q_OBJECT

public:
    explicit LifeLesson(QObject *parent = nullptr);

    const PracticeImage &image() const { return m_image; }
    /// The step taken last.
    const PracticeMove &lastMove() const { return m_lastMove; }
    bool isPlaying() const { return m_isPlaying; }
    double speed() const { return m_speed; }

    /// 1 is slow motion; more is faster.
    void setSpeed(double speed);
    void setPlaying(bool playing);
    /// Takes this step now; the tour waits.
    void take(const PracticeMove &move);
    /// Takes the next step of the tour at once.
    void step();
    /// A new image, and the tour from its beginning.
    void restart();

Q_SIGNALS:
    void moved();
    void progressed();
    void playingChanged(bool playing);

private:
    void tick();
    void go(const PracticeMove &move);
    void tourOn();
    bool isDue(const PracticeMove &move) const;
    /// The next step of the tour that this image can take, wherever people have led it.
    qsizetype nextInTour() const;
    void updateTimer();

    PracticeImage m_image;
    PracticeMove m_lastMove = practiceBeginning();
    const QList<PracticeMove> m_tour = practiceTour();
    qsizetype m_next = 1; ///< the image has been made
    QTimer m_timer;
    double m_speed = 1;
    qint64 m_stayedMs = 0; ///< in this status, in the image's own time
    bool m_isPlaying = false;
};

} // namespace vitrine
