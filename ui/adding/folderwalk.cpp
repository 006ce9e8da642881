#include "ui/adding/folderwalk.h"

#include <QDir>
#include <QFileInfo>

namespace vitrine {

namespace {

constexpr qsizetype batchSize = 200;

/// Collects and reports; knows when it is enough.
class Basket
{
public:
    Basket(QPromise<FoundFiles> &promise, int limit)
        : m_promise(promise)
        , m_left(limit)
    {
    }

    bool isFull() const { return m_isCutShort; }

    void put(const QString &file, bool isFromFolder)
    {
        if (m_left == 0) {
            m_isCutShort = true;
            return;
        }
        --m_left;
        m_found.rows.append(rowOfFile(file, isFromFolder));
        if (m_found.rows.size() >= batchSize)
            report();
    }

    void finish()
    {
        m_found.isCutShort = m_isCutShort;
        report();
    }

private:
    void report()
    {
        if (!m_found.rows.isEmpty() || m_found.isCutShort)
            m_promise.addResult(std::exchange(m_found, {}));
    }

    QPromise<FoundFiles> &m_promise;
    int m_left;
    bool m_isCutShort = false;
    FoundFiles m_found;
};

void walk(Basket &basket, const QString &root, const std::stop_token &stop)
{
    QStringList folders{ root };
    while (!folders.isEmpty() && !stop.stop_requested() && !basket.isFull()) {
        const QDir folder(folders.takeFirst());
        const QFileInfoList files = folder.entryInfoList(QDir::Files, QDir::Name | QDir::LocaleAware);
        for (const QFileInfo &file : files)
            basket.put(file.filePath(), true);
        const QFileInfoList inside = folder.entryInfoList(
            QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name | QDir::LocaleAware);
        QStringList deeper;
        for (const QFileInfo &each : inside)
            deeper.append(each.filePath());
        folders = deeper + folders;
    }
}

} // namespace

void findFiles(QPromise<FoundFiles> &promise, QStringList paths, int limit, std::stop_token stop)
{
    Basket basket(promise, limit);
    for (const QString &path : std::as_const(paths)) {
        if (stop.stop_requested() || basket.isFull())
            break;
        if (QFileInfo(path).isDir())
            walk(basket, path, stop);
        else
            basket.put(path, false);
    }
    basket.finish();
}

} // namespace vitrine
