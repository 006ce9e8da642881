#pragma once

#include <QWidget>

class QToolButton;

namespace vitrine {

/// One line of text that is elided in the middle when there is no room; the whole is in the tool tip, and a
/// button copies it.
class CopyableValue final : public QWidget
{
    Q_OBJECT

public:
    explicit CopyableValue(QWidget *parent = nullptr);

    /// `what` names the value for tool tip and screen readers: "Copy %1".
    void setValue(const QString &value, const QString &what);
    QString value() const { return m_value; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect textRect() const;
    void placeButton();

    QString m_value;
    QToolButton *m_copyButton = nullptr;
};

} // namespace vitrine
