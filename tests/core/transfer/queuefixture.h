#pragma once

#include <memory>

#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/transfer/transferqueue.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

/// A queue over the fake service, with real files and a real journal; what the tests of the queue share.
class QueueFixture : public QObject
{
    Q_OBJECT

protected:
    using Call = FakeImageService::Call;

    void makeQueue()
    {
        m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(QStringLiteral("journal")));
    }
    /// As after a kill: the queue goes without a word, the journal and the service stay.
    void killQueue() { m_queue.reset(); }

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString makeFile(const QString &name, qsizetype size = 1000)
    {
        writeFile(path(name), patternBytes(size));
        return path(name);
    }
    TransferRequest importOf(const QString &name, TransferKind kind = TransferKind::Import)
    {
        TransferRequest request;
        request.kind = kind;
        request.source = makeFile(name);
        return request;
    }
    TransferState stateOf(const QString &id) const { return m_queue->transfer(id)->state; }
    ImageId imageOf(const QString &id) const { return m_queue->transfer(id)->request.imageId; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_service = std::make_unique<FakeImageService>();
        makeQueue();
    }
    void cleanup()
    {
        m_queue.reset();
        m_service.reset();
        m_folder.reset();
    }
};

} // namespace vitrine::test
