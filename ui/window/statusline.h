#pragma once

#include <QStatusBar>

class QLabel;

namespace vitrine {

class ImageListModel;
struct ImageSelection;
struct TransferTotals;

/// The line at the bottom: how many images, what is selected, how fast bytes move.
class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showImages(const ImageListModel &model);
    void showSelection(const ImageSelection &selection);
    void showTotals(const TransferTotals &totals);
    /// In place of the count, such as "Opening the catalogue".
    void showState(const QString &text);

private:
    QLabel *m_images = nullptr;
    QLabel *m_selection = nullptr;
    QLabel *m_speed = nullptr;
};

} // namespace vitrine
