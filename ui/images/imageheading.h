#pragma once

#include <QPointer>
#include <QWidget>

#include "core/image/image.h"

class QLabel;
class QLineEdit;

namespace vitrine {

class ChipLabel;

/// The top of the details: the name, which can be edited where it stands, and the status.
class ImageHeading final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageHeading(QWidget *parent = nullptr);

    /// Leaves the name alone while people write in it, unless it is another image.
    void setImage(const Image &image);
    void startRenaming();

Q_SIGNALS:
    void renameRequested(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showName();
    void commitName();
    void goBack();

    Image m_image;
    QLineEdit *m_nameEdit = nullptr;
    QPointer<QWidget> m_cameFrom; ///< had the focus when renaming began, and gets it back
    ChipLabel *m_statusChip = nullptr;
    QLabel *m_summary = nullptr;
};

} // namespace vitrine
