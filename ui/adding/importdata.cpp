#include "ui/adding/importdata.h"

#include <algorithm>

#include <QMimeData>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

bool isWebLink(const QUrl &url)
{
    return (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

/// Browsers give a link as URLs, other programs as text with a line for each.
QList<QUrl> urlsOf(const QMimeData &data)
{
    if (data.hasUrls())
        return data.urls();
    QList<QUrl> urls;
    if (!data.hasText())
        return urls;
    const QStringList lines = data.text().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QUrl url(line.trimmed(), QUrl::StrictMode);
        if (isWebLink(url))
            urls.append(url);
    }
    return urls;
}

} // namespace

QStringList droppedPaths(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = urlsOf(data);
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

QStringList droppedLinks(const QMimeData &data)
{
    QStringList links;
    const QList<QUrl> urls = urlsOf(data);
    for (const QUrl &url : urls) {
        if (isWebLink(url))
            links.append(url.toString(QUrl::FullyEncoded));
    }
    return links;
}

bool holdsImports(const QMimeData &data)
{
    const QList<QUrl> urls = urlsOf(data);
    return std::any_of(
        urls.cbegin(), urls.cend(), [](const QUrl &url) { return url.isLocalFile() || isWebLink(url); });
}

} // namespace vitrine
