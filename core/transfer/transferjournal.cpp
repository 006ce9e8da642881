#include "core/transfer/transferjournal.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <optional>
#include <span>
#include <tuple>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>
#include <QUuid>

#include "core/support/durablefile.h"
#include "core/support/filedescriptor.h"
#include "core/support/fileio.h"
#include "core/support/log.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Locked for a moment while folders are made or taken over, so that none is taken between the two steps of
/// its making.
constexpr auto commonLockName = "lock";
constexpr auto ownerLockName = "owner";
/// An entry that is not yet whole; worthless once its writer is dead.
constexpr auto newSuffix = ".new";
constexpr qsizetype writesOneByOne = 16;

/// An flock() that ends with this object, or with the process.
class FolderLock
{
public:
    enum class Mode { Wait, Try };

    FolderLock(const QString &path, Mode mode)
        : m_descriptor(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        if (m_descriptor < 0)
            return;
        while (::flock(m_descriptor, LOCK_EX | (mode == Mode::Try ? LOCK_NB : 0)) != 0) {
            if (errno == EINTR)
                continue;
            ::close(m_descriptor);
            m_descriptor = -1;
            return;
        }
    }
    ~FolderLock()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

    bool isHeld() const { return m_descriptor >= 0; }

private:
    int m_descriptor = -1;
};

QString entryFileName(const QString &id)
{
    return id + u".json"_s;
}

Result<JournalEntry> readEntry(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::IoError, file.errorString(), path);
    return journalEntryFromJson(file.readAll());
}

/// A folder that only its owner may look into; parents are made as usual.
bool makePrivateFolder(const QString &path)
{
    return makeFolderDurably(path)
        && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// Moves the readable entries of `source` to `target`. What cannot be read stays, for a person to look at.
void moveEntries(const QDir &source, const QDir &target, QList<JournalEntry> &entries)
{
    for (const QString &name : source.entryList({ entryFileName(u"*"_s) }, QDir::Files)) {
        const Result<JournalEntry> entry = readEntry(source.filePath(name));
        if (!entry) {
            qCWarning(lcTransfer) << "skipped journal entry" << source.filePath(name) << entry.error().message
                                  << entry.error().detail;
            continue;
        }
        if (QFile::rename(source.filePath(name), target.filePath(name)))
            entries.append(*entry);
    }
}

} // namespace

/// Shared with the workers. A batch of everything that is pending may take long on a busy disk; a single
/// entry that somebody waits for overtakes it, and what the batch holds of that entry is then out of date.
class TransferJournal::Writer
{
public:
    explicit Writer(const QString &path)
        : folder(path)
    {
    }

    const QDir folder;
    std::unique_ptr<FolderLock> owner;

    /// No entry stands for a removal. True when the workers must be told that there is something to do.
    bool put(const QString &id, const std::optional<JournalEntry> &entry)
    {
        const std::lock_guard lock(m_mutex);
        m_pending.insert(id, entry);
        return !std::exchange(m_isAwake, true);
    }

    void write(const QString &id)
    {
        {
            const std::lock_guard filesLock(m_files);
            std::optional<std::optional<JournalEntry>> entry;
            {
                const std::lock_guard lock(m_mutex);
                const auto found = m_pending.constFind(id);
                if (found != m_pending.cend()) {
                    entry = *found;
                    m_pending.erase(found);
                    m_overtaken.insert(id);
                }
            }
            if (entry) {
                writeOne(id, *entry);
                return;
            }
        }
        // Either it was written before, or it is in the batch that is being written.
        const std::lock_guard batchLock(m_batch);
    }

    void writeAll()
    {
        const std::lock_guard batchLock(m_batch);
        Batch batch;
        {
            const std::lock_guard lock(m_mutex);
            batch = std::exchange(m_pending, {});
            m_overtaken.clear();
            m_isAwake = false;
        }
        const bool isSmall = batch.size() <= writesOneByOne;
        const QSet<QString> prepared = isSmall ? QSet<QString>() : prepare(batch);
        for (auto entry = batch.cbegin(); entry != batch.cend(); ++entry) {
            if (!prepared.contains(entry.key()))
                finish(entry.key(), [&] { writeOne(entry.key(), entry.value()); });
        }
        for (const QString &id : prepared)
            finish(id, [&] { rename(id); });
        if (!prepared.isEmpty())
            (void)syncFolder(&::fsync);
    }

private:
    using Batch = QHash<QString, std::optional<JournalEntry>>;

    QString pathOf(const QString &id) const { return folder.filePath(entryFileName(id)); }
    QString newPathOf(const QString &id) const { return pathOf(id) + QLatin1String(newSuffix); }

    /// Does `step` unless a newer state of the entry has been written meanwhile.
    template<typename Step>
    void finish(const QString &id, Step step)
    {
        const std::lock_guard filesLock(m_files);
        bool isOvertaken = false;
        {
            const std::lock_guard lock(m_mutex);
            isOvertaken = m_overtaken.contains(id);
        }
        if (isOvertaken)
            QFile::remove(newPathOf(id));
        else
            step();
    }

    void writeOne(const QString &id, const std::optional<JournalEntry> &entry) const
    {
        const QString path = pathOf(id);
        if (!entry) {
            if (!QFile::remove(path) && QFile::exists(path))
                qCWarning(lcTransfer) << "cannot remove" << path;
            return;
        }
        const Result<void> done = writeFileDurably(path, journalEntryToJson(*entry));
        if (!done)
            qCWarning(lcTransfer) << "cannot write" << path << done.error().detail;
    }

    /// Many entries become durable under their new names with one wait for the disk instead of one each.
    /// Gives those that did.
    QSet<QString> prepare(const Batch &batch) const
    {
        QSet<QString> prepared;
        for (auto entry = batch.cbegin(); entry != batch.cend(); ++entry) {
            if (!entry.value())
                continue;
            const Result<void> written = writeNew(newPathOf(entry.key()), journalEntryToJson(*entry.value()));
            if (written)
                prepared.insert(entry.key());
            else
                qCWarning(lcTransfer) << "cannot write" << entry.key() << written.error().detail;
        }
        if (syncFolder(&::syncfs))
            return prepared;
        for (const QString &id : std::as_const(prepared))
            QFile::remove(newPathOf(id));
        return {};
    }

    /// Its links and paths are nobody else's business.
    static Result<void> writeNew(const QString &path, const QByteArray &bytes)
    {
        QFile::remove(path);
        const auto file = encodePath(path).and_then([&](const QByteArray &name) {
            return openFileAt(
                systemFileOps(), AT_FDCWD, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600, path);
        });
        if (!file)
            return failure(file.error());
        return writeFully(systemFileOps(), file->get(),
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))), 0, path);
    }

    void rename(const QString &id) const
    {
        const QByteArray from = QFile::encodeName(newPathOf(id));
        const QByteArray to = QFile::encodeName(pathOf(id));
        if (std::rename(from.constData(), to.constData()) != 0)
            qCWarning(lcTransfer) << "cannot rename" << from;
    }

    bool syncFolder(int (*sync)(int)) const
    {
        const FileDescriptor descriptor(
            ::open(QFile::encodeName(folder.path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (descriptor.isOpen() && sync(descriptor.get()) == 0)
            return true;
        qCWarning(lcTransfer) << "cannot sync" << folder.path();
        return false;
    }

    std::mutex m_batch; ///< held over a batch; taken before the others
    std::mutex m_files; ///< held over each change of a file
    std::mutex m_mutex; ///< guards what follows
    Batch m_pending;
    QSet<QString> m_overtaken;
    bool m_isAwake = false; ///< somebody has been told to write everything, and has not begun yet
};

OpenedJournal OpenedJournal::open(const QString &folder)
{
    OpenedJournal opened{ std::make_shared<TransferJournal>(folder), {} };
    opened.entries = opened.journal->takeOver();
    return opened;
}

TransferJournal::TransferJournal(const QString &folder)
    : m_folder(folder)
    , m_writer(
          std::make_shared<Writer>(QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces))))
{
    if (!makePrivateFolder(folder)) {
        qCWarning(lcTransfer) << "cannot make" << folder;
        return;
    }
    const FolderLock common(QDir(folder).filePath(QLatin1String(commonLockName)), FolderLock::Mode::Wait);
    if (!makePrivateFolder(m_writer->folder.path()))
        qCWarning(lcTransfer) << "cannot make" << m_writer->folder.path();
    m_writer->owner = std::make_unique<FolderLock>(
        m_writer->folder.filePath(QLatin1String(ownerLockName)), FolderLock::Mode::Try);
}

TransferJournal::~TransferJournal()
{
    // The workers first: one of them may be about to write, and what they drop is written here.
    m_workers.reset();
    m_writer->writeAll();
    if (!m_writer->folder.entryList({ entryFileName(u"*"_s) }, QDir::Files).isEmpty())
        return;
    const FolderLock common(QDir(m_folder).filePath(QLatin1String(commonLockName)), FolderLock::Mode::Wait);
    QFile::remove(m_writer->folder.filePath(QLatin1String(ownerLockName)));
    QDir().rmdir(m_writer->folder.path());
}

QList<JournalEntry> TransferJournal::takeOver()
{
    const QDir folder(m_folder);
    const FolderLock common(folder.filePath(QLatin1String(commonLockName)), FolderLock::Mode::Wait);
    QList<JournalEntry> entries;
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir candidate(folder.filePath(name));
        if (candidate == m_writer->folder)
            continue;
        const QString lockPath = candidate.filePath(QLatin1String(ownerLockName));
        const FolderLock owner(lockPath, FolderLock::Mode::Try);
        if (!owner.isHeld())
            continue;
        moveEntries(candidate, m_writer->folder, entries);
        for (const QString &left : candidate.entryList({ u"*.json?*"_s }, QDir::Files | QDir::Hidden))
            QFile::remove(candidate.filePath(left));
        QFile::remove(lockPath);
        QDir().rmdir(candidate.path());
    }
    std::stable_sort(entries.begin(), entries.end(), [](const JournalEntry &left, const JournalEntry &right) {
        return std::tie(left.rank, left.queuedAt) < std::tie(right.rank, right.queuedAt);
    });
    return entries;
}

void TransferJournal::save(const JournalEntry &entry)
{
    if (m_writer->put(entry.id, entry))
        wakeWriter();
}

void TransferJournal::remove(const QString &id)
{
    if (m_writer->put(id, std::nullopt))
        wakeWriter();
}

void TransferJournal::wakeWriter()
{
    // Nobody waits for this answer: the destructor writes what a dying pool drops.
    const QCoro::Task<Result<void>> detached = allWritten();
}

QCoro::Task<Result<void>> TransferJournal::written(const QString &id)
{
    return m_workers->run(WorkerPool::Lane::Short, [writer = m_writer, id]() -> Result<void> {
        writer->write(id);
        return {};
    });
}

QCoro::Task<Result<void>> TransferJournal::allWritten()
{
    // In the lane of its own, so that a single thread drains the list and the others stay free for written().
    return m_workers->run(WorkerPool::Lane::Long, [writer = m_writer]() -> Result<void> {
        writer->writeAll();
        return {};
    });
}

} // namespace vitrine
