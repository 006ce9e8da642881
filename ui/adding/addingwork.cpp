#include "ui/adding/addingwork.h"

#include <QtConcurrent>

namespace vitrine {

namespace {

constexpr int reportInterval = 50;
constexpr int shortThreads = 2;
constexpr int longThreads = 1;

} // namespace

AddingWork::AddingWork(ImageService &service, QObject *parent)
    : QObject(parent)
    , m_workers(shortThreads, longThreads)
    , m_inspector(m_workers)
    , m_finder(service, m_workers)
{
    m_reportTimer.setSingleShot(true);
    m_reportTimer.setInterval(reportInterval);
    connect(&m_reportTimer, &QTimer::timeout, this, &AddingWork::report);
    connect(&m_inspector, &FileInspector::inspected, this, &AddingWork::handleInspected);
    connect(&m_finder, &DuplicateFinder::compared, this, [this](const QList<FileComparison> &files) {
        m_model.setTwins(files);
        reportSoon();
    });
}

AddingWork::~AddingWork()
{
    m_stop.request_stop();
}

void AddingWork::take(const QStringList &paths, const QStringList &links)
{
    m_isSettled = false;
    QList<AddingRow> rows;
    for (const QString &link : links)
        rows.append(rowOfLink(link));
    m_model.append(rows);
    reportSoon();
    if (paths.isEmpty())
        return;
    ++m_walks;
    auto *const walk = new QFutureWatcher<FoundFiles>(this);
    connect(walk, &QFutureWatcher<FoundFiles>::resultReadyAt, this,
        [this, walk](int index) { handleFound(walk->resultAt(index)); });
    connect(walk, &QFutureWatcher<FoundFiles>::finished, this, [this, walk] {
        --m_walks;
        walk->deleteLater();
        reportSoon();
    });
    walk->setFuture(QtConcurrent::run(&findFiles, paths, fileLimit, m_stop.get_token()));
}

void AddingWork::handleFound(const FoundFiles &found)
{
    m_isCutShort = m_isCutShort || found.isCutShort;
    QStringList fresh;
    const QList<AddingRow> added = m_model.append(found.rows);
    for (const AddingRow &row : added)
        fresh.append(row.source);
    m_inspector.inspect(fresh);
    reportSoon();
}

void AddingWork::handleInspected(const QList<FileInspection> &files)
{
    m_model.setInspections(files);
    QList<DuplicateFinder::Candidate> candidates;
    for (const FileInspection &file : files) {
        if (file.canBeAdded())
            candidates.append({ file.path, file.size });
    }
    m_finder.look(candidates);
    reportSoon();
}

bool AddingWork::isLooking() const
{
    return m_walks > 0 || !m_inspector.isIdle();
}

void AddingWork::reportSoon()
{
    // Not from the beginning again, or a steady stream would keep it back.
    if (!m_reportTimer.isActive())
        m_reportTimer.start();
}

void AddingWork::report()
{
    Q_EMIT progressed();
    if (m_isSettled || !isSettled())
        return;
    m_isSettled = true;
    Q_EMIT settled();
}

} // namespace vitrine
