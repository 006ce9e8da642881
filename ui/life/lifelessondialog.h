#pragma once

#include <QDialog>

#include "core/image/imagestatus.h"

class QLabel;
class QPushButton;
class QSlider;
class QVBoxLayout;

namespace vitrine {

class CopyableValue;
class FlowLayout;
class LifeLesson;
class StateTimeline;

/// “How an image lives”: a practice image that people send through every status, or watch on its tour. It
/// touches no catalogue.
class LifeLessonDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit LifeLessonDialog(QWidget *parent = nullptr);

    LifeLesson &lesson() { return *m_lesson; }

private:
    QWidget *makeChoices();
    QWidget *makeExplanation();
    QWidget *makeControls();
    void showMove();
    void showChoices();
    void showProgress();
    void showPlaying(bool playing);
    void showSpeed(int position);
    void explain(ImageStatus status);

    LifeLesson *m_lesson = nullptr;
    StateTimeline *m_timeline = nullptr;
    QWidget *m_choices = nullptr;
    FlowLayout *m_choiceLayout = nullptr;
    QLabel *m_happened = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_callTitle = nullptr;
    CopyableValue *m_call = nullptr;
    QLabel *m_commandTitle = nullptr;
    CopyableValue *m_command = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_play = nullptr;
    QSlider *m_speed = nullptr;
    QLabel *m_speedLabel = nullptr;
};

} // namespace vitrine
