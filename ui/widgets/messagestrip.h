#pragma once

#include <functional>

#include <QFrame>

#include "core/support/error.h"

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace vitrine {

/// A sentence above the thing it concerns, with what can be done about it. Hidden until something is shown;
/// says what it shows to screen readers.
class MessageStrip final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Success, Warning, Error };
    Q_ENUM(Kind)

    explicit MessageStrip(QWidget *parent = nullptr);

    /// Replaces what was shown, its actions and details.
    void showMessage(Kind kind, const QString &sentence, const QString &details = {});
    /// The error's sentence and advice; its technical detail behind "Details".
    void showError(const Error &error);
    /// Adds a button to the message now shown. `run` is called on a click, after which the strip closes.
    void addAction(const QString &label, std::function<void()> run);
    /// Closes by itself after `milliseconds` unless the mouse or the focus is on it.
    void closeAfter(int milliseconds);

    Kind kind() const { return m_kind; }
    QString sentence() const;

public Q_SLOTS:
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void toggleDetails(bool shown);
    void updateColours();

    Kind m_kind = Kind::Information;
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QHBoxLayout *m_actions = nullptr;
    QToolButton *m_detailsButton = nullptr;
    QToolButton *m_closeButton = nullptr;
    QPlainTextEdit *m_details = nullptr;
    int m_closeTimer = 0;
};

} // namespace vitrine
