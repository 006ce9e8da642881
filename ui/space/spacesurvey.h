#pragma once

#include <QObject>

#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"
#include "ui/space/spacetally.h"

namespace vitrine {

/// Asks a service for all its images, largest first, and adds up where the bytes are. The first page is
/// reported at once: it holds what a picture shows.
class SpaceSurvey final : public QObject
{
    Q_OBJECT

public:
    explicit SpaceSurvey(ImageService &service, QObject *parent = nullptr);

    /// Drops what is under way and asks anew.
    void start();
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// `total` is -1 while it is not known.
    void progressed(qint64 counted, qint64 total);
    void reported(const vitrine::SpaceReport &report);
    /// After the last report, or after cancel().
    void finished();
    void failed(const vitrine::Error &error);

private:
    ScopedTask<> run();
    void report(const SpaceTally &tally, const Usage &usage, const QList<StoreInfo> &stores);
    void end();

    ImageService &m_service;
    bool m_isRunning = false;
    AsyncScope m_scope;
};

} // namespace vitrine
