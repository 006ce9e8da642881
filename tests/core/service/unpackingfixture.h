#pragma once

#include <QTemporaryDir>
#include <QTest>

#include "core/service/localimageservice.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

/// A folder for files, and a real local service on a catalogue in it.
class UnpackingDesk
{
public:
    UnpackingDesk()
    {
        CatalogueOptions options;
        options.root = path(QStringLiteral("catalogue"));
        Result<std::unique_ptr<Catalogue>> opened = Catalogue::open(options);
        if (!opened)
            qFatal("no catalogue: %s", qPrintable(opened.error().message));
        m_catalogue = std::move(*opened);
        m_service = std::make_unique<LocalImageService>(m_catalogue, m_workers);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    LocalImageService &service() { return *m_service; }

    Result<Image> upload(const QString &file, const QString &member = {}, ImageDraft draft = {})
    {
        draft.name = QStringLiteral("unpacked");
        const Result<Image> created = await(m_service->createImage(draft));
        if (!created)
            return created;
        UploadOptions options;
        options.isUnpacked = true;
        options.member = member;
        m_lastId = created->id;
        return await(m_service->uploadFile(created->id, path(file), options, {}), std::chrono::seconds(60));
    }
    ImageId lastId() const { return m_lastId; }

    /// The data that the image has.
    QByteArray dataOf(const Image &image)
    {
        ExportRequest request;
        request.destination = path(QStringLiteral("exported"));
        request.overwrite = true;
        const auto done = await(m_service->exportImage(image.id, request, {}), std::chrono::seconds(60));
        return done ? readFile(request.destination) : QByteArray();
    }

    Usage usage() { return await(m_service->usage()).value_or(Usage{}); }
    /// Files of images, and parts of them, that lie in the catalogue.
    QStringList dataFiles() const
    {
        QStringList found = filesUnder(path(QStringLiteral("catalogue")));
        found.removeIf([](const QString &file) {
            return !file.contains(QStringLiteral("/blobs/")) && !file.contains(QStringLiteral("/staging/"))
                && !file.endsWith(QStringLiteral(".part"));
        });
        return found;
    }

private:
    QTemporaryDir m_folder;
    WorkerPool m_workers;
    std::shared_ptr<Catalogue> m_catalogue;
    std::unique_ptr<LocalImageService> m_service;
    ImageId m_lastId;
};

} // namespace vitrine::test
