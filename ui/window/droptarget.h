#pragma once

#include <QStringList>
#include <QWidget>

class QMimeData;

namespace vitrine {

/// Takes files and links dropped anywhere on a window and lies over all of it while they hover there. Files
/// that describe clouds are told apart.
class DropTarget final : public QWidget
{
    Q_OBJECT

public:
    /// Covers and watches `window`.
    explicit DropTarget(QWidget &window);

    /// Images are refused while there is nowhere to put them.
    void setReady(bool ready) { m_isReady = ready; }
    /// Whether images go to a cloud.
    void setCloud(bool isCloud) { m_isCloud = isCloud; }

Q_SIGNALS:
    void dropped(const QStringList &paths, const QStringList &links);
    void cloudFilesDropped(const QStringList &paths);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isWelcome(const QDropEvent &event) const;
    void appear(const QMimeData &data);

    QWidget &m_window;
    QString m_sentence;
    QString m_explanation;
    bool m_isReady = false;
    bool m_isCloud = false;
};

} // namespace vitrine
