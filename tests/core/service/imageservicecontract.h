#pragma once

#include <memory>

#include <QTemporaryDir>
#include <QTest>

#include "core/service/imageservice.h"

namespace vitrine::test {

/// What every image service must do, whatever lies behind it. A subclass only makes the service.
class ImageServiceContractTest : public QObject
{
    Q_OBJECT

protected:
    /// A fresh service without images; `folder` is its own and outlives it.
    virtual std::unique_ptr<ImageService> makeService(const QString &folder) = 0;
    // What a cloud lacks.
    virtual bool converts() const { return true; }
    virtual bool hasTrash() const { return true; }
    virtual bool hasHistory() const { return true; }
    /// Whether the caller is an administrator, who may answer for other projects.
    virtual bool mayAnswerForOthers() const { return true; }

private Q_SLOTS:
    void init();
    void cleanup();

    void answersThroughTheEventLoop();
    void newImageIsQueuedAndAnnounced();
    void unknownImageIsNotFound();
    void patchChangesOnlyWhatItNamesAndIsAnnounced();
    void listingIsFilteredSortedAndPaged();
    void uploadedFileBecomesActive();
    void stagedFileIsImported();
    void missingFileLeavesTheImageQueued();
    void stoppedUploadLeavesTheImageQueued();
    void secondUploadIsRefused();
    void exportGivesTheSameBytes();
    void exportDoesNotReplaceAFileUnasked();
    void deactivatedImageIsNeitherExportedNorDeleted();
    void deletedImageGoesToTheTrashAndComesBack();
    void emptiedTrashIsGoneForGood();
    void deletedQueuedImageIsGone();
    void protectedImageIsNotDeleted();
    void sharedImageHasMembers();
    void onlySharedImagesHaveMembers();
    void convertedImageIsActive();
    void refusedConversionLeavesTheImageQueued();
    void conversionDoesNotReplaceAFileUnasked();
    void verifyFindsNothingWrong();
    void usageCountsWhatIsThere();
    void allocationCoversTheDisk();
    void dataCanBeLookedInto();
    void serviceMayDieWithCallsUnderWay();

private:
    void compareHistory(const ImageId &id, const QList<ImageStatus> &expected);
    ImageId createImage(const QString &name);
    ImageId uploadImage(const QString &name, const QByteArray &bytes);
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ImageService> m_service;
};

} // namespace vitrine::test
