#pragma once

#include <memory>

#include <QList>
#include <QObject>

#include "core/image/image.h"
#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"
#include "ui/window/notice.h"

namespace vitrine {

class TransferQueue;
struct TransferRequest;
class UndoHistory;

/// Carries out what people want done with images, one after the other, and tells how it went. No widgets.
class ImagesController final : public QObject
{
    Q_OBJECT

public:
    /// What can be taken back is remembered in `history`, which must outlive this object's use.
    ImagesController(
        ImageService &service, TransferQueue &queue, UndoHistory &history, QObject *parent = nullptr);

    /// False for a cloud: what is deleted there cannot be taken back.
    void setHasTrash(bool hasTrash) { m_hasTrash = hasTrash; }
    bool hasTrash() const { return m_hasTrash; }
    /// Deletes; what goes to the trash can be taken back.
    void remove(const QList<Image> &images);
    void restore(const QList<Image> &images);
    void deactivate(const QList<Image> &images);
    void reactivate(const QList<Image> &images);
    void exportTo(const Image &image, const QString &path, bool overwrite);
    /// Sends data into an image that has none.
    void addData(const TransferRequest &request);
    /// What lies staged becomes the data of these; those that have nothing staged are left alone.
    void importStaged(const QList<Image> &images);
    /// Every image into `folder` under its own name; an existing file is left alone.
    void exportInto(const QList<Image> &images, const QString &folder);

    /// False for what leaves the catalogue at once when it is deleted.
    bool isRestorable(const Image &image) const;

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);
    /// These are out of the trash again.
    void restored(const QList<vitrine::ImageId> &ids);

private:
    /// What became of several images.
    struct Outcome {
        QList<Image> done;
        QList<QPair<Image, Error>> failed;
    };
    template<typename T>
    using Verb = QCoro::Task<Result<T>> (ImageService::*)(ImageId);

    template<typename T>
    ScopedTask<Outcome> applyToEach(QList<Image> images, Verb<T> verb);
    /// The images of a deletion that are in the trash still.
    using Deletion = std::shared_ptr<QList<Image>>;

    ScopedTask<> runRemove(QList<Image> images);
    ScopedTask<> runRestore(QList<Image> images);
    /// Steps of the history: a deletion taken back, or made again.
    ScopedTask<> runTakeBack(Deletion deletion);
    ScopedTask<> runDeleteAgain(Deletion deletion, QList<Image> images);
    void rememberDeletion(const QList<Image> &images);
    void tellRestored(const Outcome &outcome);
    ScopedTask<> runDeactivate(QList<Image> images);
    ScopedTask<> runReactivate(QList<Image> images);
    void tell(MessageStrip::Kind kind, const QString &sentence, int closeAfterMs);
    void tellFailures(const QString &summary, const Outcome &outcome);
    void forgetDeletion(const QList<Image> &images);

    ImageService &m_service;
    TransferQueue &m_queue;
    UndoHistory &m_history;
    QList<std::weak_ptr<QList<Image>>> m_deletions;
    bool m_hasTrash = true;
    AsyncScope m_scope;
};

} // namespace vitrine
