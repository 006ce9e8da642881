#pragma once

#include <stop_token>

#include <QFutureWatcher>
#include <QTimer>

#include "core/service/duplicatefinder.h"
#include "core/service/fileinspector.h"
#include "core/service/workerpool.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/folderwalk.h"

namespace vitrine {

/// Everything that is found out about files before they are added, behind the window's back: what lies in
/// folders, what is in each file, whether the catalogue has it already. No widgets.
class AddingWork final : public QObject
{
    Q_OBJECT

public:
    /// So many files are taken at a time.
    static constexpr int fileLimit = 10'000;

    explicit AddingWork(ImageService &service, QObject *parent = nullptr);
    ~AddingWork() override;

    AddingModel &model() { return m_model; }
    /// Adds files, the files in folders, and links.
    void take(const QStringList &paths, const QStringList &links);

    /// True while folders are gone through or files looked into.
    bool isLooking() const;
    /// True while hashes are compared.
    bool isComparing() const { return !m_finder.isIdle(); }
    bool isSettled() const { return !isLooking() && !isComparing(); }
    /// There were more files than are taken at a time.
    bool isCutShort() const { return m_isCutShort; }

Q_SIGNALS:
    /// Something was found, or isLooking() or isComparing() has changed. At most a few times a second.
    void progressed();
    /// All is known about all rows.
    void settled();

private:
    void handleFound(const FoundFiles &found);
    void handleInspected(const QList<FileInspection> &files);
    void reportSoon();
    void report();

    AddingModel m_model;
    // The workers go after those who use them have asked them to stop.
    WorkerPool m_workers;
    FileInspector m_inspector;
    DuplicateFinder m_finder;
    std::stop_source m_stop;
    int m_walks = 0;
    bool m_isCutShort = false;
    bool m_isSettled = true;
    QTimer m_reportTimer;
};

} // namespace vitrine
