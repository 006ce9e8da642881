#pragma once

#include <optional>
#include <stop_token>

#include <QHash>
#include <QObject>

#include "core/image/image.h"
#include "core/service/asyncscope.h"
#include "core/service/workerpool.h"

namespace vitrine {

class ImageService;

/// Whether a file's bytes are in the catalogue already.
struct FileComparison {
    QString path;
    ImageId imageId; ///< null: they are not
    QString imageName;
};

/// Looks for files in a catalogue: by size first, and only where that is met by hash, one file after the
/// other on a worker thread.
class DuplicateFinder final : public QObject
{
    Q_OBJECT

public:
    struct Candidate {
        QString path;
        qint64 size = 0;
    };

    /// Both must outlive it.
    DuplicateFinder(ImageService &service, WorkerPool &workers, QObject *parent = nullptr);
    ~DuplicateFinder() override;

    /// Adds to what is being looked for. Each is answered once by compared().
    void look(const QList<Candidate> &files);
    /// Forgets what has not been answered. Not to be called from within compared().
    void cancel();
    /// True when all have been answered.
    bool isIdle() const { return m_unanswered == 0; }

Q_SIGNALS:
    void compared(const QList<vitrine::FileComparison> &files);

private:
    using ImagesOfSize = QHash<qint64, QList<Image>>;

    ScopedTask<> run();
    ScopedTask<ImagesOfSize> imagesOfSizes(QList<Candidate> files);
    void answer(const QList<FileComparison> &files);
    ScopedTask<FileComparison> compare(Candidate file, QList<Image> images);

    ImageService &m_service;
    WorkerPool &m_workers;
    QList<Candidate> m_waiting;
    qsizetype m_unanswered = 0;
    bool m_isRunning = false;
    std::stop_source m_stop;
    AsyncScope m_scope;
};

} // namespace vitrine
