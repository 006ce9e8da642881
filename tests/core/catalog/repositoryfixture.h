#pragma once

#include <memory>

#include <QTemporaryDir>
#include <QUuid>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"

namespace vitrine::test {

inline ImageId newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// A queued image that may take data.
inline Image queuedImage(const QString &name = QStringLiteral("Debian 12"))
{
    Image image;
    image.id = newId();
    image.name = name;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    image.updatedAt = image.createdAt;
    return image;
}

/// A fresh database in a folder of its own, with one store "local".
class RepositoryFixture
{
public:
    RepositoryFixture()
    {
        auto opened = Database::open(path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        database = std::move(*opened);
        repository = std::make_unique<ImageRepository>(*database);
        StoreInfo store;
        store.id = QStringLiteral("local");
        store.path = folder.path();
        store.isDefault = true;
        if (const auto added = repository->insertStore(store); !added)
            qFatal("%s", qPrintable(added.error().message));
    }

    QString path() const { return folder.filePath(QStringLiteral("catalogue.db")); }

    QTemporaryDir folder;
    std::unique_ptr<Database> database;
    std::unique_ptr<ImageRepository> repository;
};

} // namespace vitrine::test
