#pragma once

#include <QWidget>

#include "core/transfer/transfer.h"

class QFormLayout;
class QLabel;

namespace vitrine {

class CopyableValue;

/// All that is known about one transfer, to read and to copy: where from, where to, which image, and why it
/// failed.
class TransferDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit TransferDetails(QWidget *parent = nullptr);

    void showTransfer(const Transfer &transfer);
    /// Says that there is nothing to show.
    void clear();

private:
    CopyableValue *addValue(const QString &label, const QString &objectName);
    void showValue(CopyableValue *value, const QString &text, const QString &what);

    QLabel *m_heading = nullptr;
    QFormLayout *m_form = nullptr;
    CopyableValue *m_source = nullptr;
    CopyableValue *m_destination = nullptr;
    CopyableValue *m_image = nullptr;
    CopyableValue *m_error = nullptr;
    QLabel *m_advice = nullptr;
};

} // namespace vitrine
