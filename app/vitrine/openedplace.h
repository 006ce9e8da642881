#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include "core/catalog/catalogue.h"
#include "core/transfer/servicefinder.h"
#include "ui/transfers/transfersmodel.h"

namespace vitrine {

class ImageService;
class TransferQueue;

/// Something whose images the window can show: a catalogue on this PC or a cloud. It works on whether it is
/// shown or not.
class OpenedPlace : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ImageService &service() = 0;
    virtual TransferQueue &queue() = 0;
    virtual const TransferTotals &totals() const = 0;
    /// What the window remembers its session under.
    virtual const QString &key() const = 0;
    virtual bool isCloud() const { return false; }
    /// What was found wrong when it was opened; once only, so that nobody is told twice.
    virtual QList<HealthIssue> takeIssues() { return {}; }
    /// Whether the window shows it now.
    virtual void setShown(bool isShown) { Q_UNUSED(isShown) }

Q_SIGNALS:
    void activityChanged(int unfinishedTransfers, double bytesPerSecond);
};

} // namespace vitrine
