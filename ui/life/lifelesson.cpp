#include "ui/life/lifelesson.h"

#include <cmath>

namespace vitrine {

namespace {

constexpr int tickMs = 50;
/// Long enough to read what happened.
constexpr qint64 readingMs = 4000;
constexpr double failsAt = 0.6;

} // namespace

LifeLesson::LifeLesson(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &LifeLesson::tick);
}

void LifeLesson::setSpeed(double speed)
{
    m_speed = speed;
}

void LifeLesson::setPlaying(bool playing)
{
    if (playing == m_isPlaying)
        return;
    m_isPlaying = playing;
    updateTimer();
    Q_EMIT playingChanged(playing);
}

void LifeLesson::take(const PracticeMove &move)
{
    setPlaying(false);
    go(move);
}

void LifeLesson::step()
{
    setPlaying(false);
    tourOn();
}

void LifeLesson::restart()
{
    m_next = 0;
    tourOn();
}

void LifeLesson::go(const PracticeMove &move)
{
    if (!m_image.take(move))
        return;
    m_lastMove = move;
    m_stayedMs = 0;
    updateTimer();
    Q_EMIT moved();
}

void LifeLesson::tourOn()
{
    const qsizetype index = nextInTour();
    m_next = (index + 1) % m_tour.size();
    go(m_tour.at(index));
}

qsizetype LifeLesson::nextInTour() const
{
    for (qsizetype i = 0; i < m_tour.size(); ++i) {
        const qsizetype index = (m_next + i) % m_tour.size();
        const PracticeMove &move = m_tour.at(index);
        const bool begins = !move.from && (i == 0 || m_image.status() == ImageStatus::Deleted);
        if (begins || move.from == m_image.status())
            return index;
    }
    return 0;
}

bool LifeLesson::isDue(const PracticeMove &move) const
{
    const std::optional<double> done = m_image.progress();
    if (!done)
        return m_stayedMs >= readingMs;
    return *done >= (move.error.isEmpty() ? 1 : failsAt);
}

void LifeLesson::tick()
{
    const qint64 passed = std::lround(tickMs * m_speed);
    m_stayedMs += passed;
    const bool isDone = m_image.advance(passed);
    if (m_isPlaying) {
        if (isDue(m_tour.at(nextInTour())))
            tourOn();
    } else if (isDone) {
        const std::optional<PracticeMove> move = m_image.finishingMove();
        go(*move);
    }
    updateTimer();
    Q_EMIT progressed();
}

/// Time passes only where something comes of it.
void LifeLesson::updateTimer()
{
    const bool isArriving = m_image.progress().value_or(1) < 1;
    if (!m_isPlaying && !isArriving)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

} // namespace vitrine
