#pragma once

#include <memory>

#include <QObject>
#include <QSet>

#include "core/image/imagechange.h"
#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"
#include "ui/images/undohistory.h"
#include "ui/widgets/messagestrip.h"

namespace vitrine {

/// How an edit went.
struct EditOutcome {
    int run = 0; ///< what ImageEditor::apply() gave
    int changed = 0; ///< number of images
    Image last; ///< the last that was changed, as it is now
    QList<QPair<ImageEdit, Error>> failed;
    bool wasStopped = false;
};

/// Changes what describes images, one image after the other, and remembers it so that it can be taken back:
/// field by field, and not where somebody else has changed the field since. No widgets.
class ImageEditor final : public QObject
{
    Q_OBJECT

public:
    explicit ImageEditor(ImageService &service, QObject *parent = nullptr);

    /// Also holds what others remember there, such as deletions.
    UndoHistory &history() { return m_history; }

    /// One step in the history, however many images. Gives the number by which signals name this run.
    int apply(const QList<ImageEdit> &edits);
    /// Ends the run after the image that is being changed.
    void stop(int run) { m_stopped.insert(run); }

Q_SIGNALS:
    void progressed(int run, int done);
    void finished(const vitrine::EditOutcome &outcome);
    /// What people should know of an edit that was taken back; closes by itself after a time unless that is
    /// 0.
    void told(
        vitrine::MessageStrip::Kind kind, const QString &sentence, const QString &details, int closeAfterMs);

private:
    using Edits = std::shared_ptr<const QList<ImageEdit>>;
    enum class Direction { Back, Again };
    /// What could not be taken back.
    struct Leftovers {
        QStringList overtaken; ///< sentences
        QStringList failed; ///< sentences
    };

    ScopedTask<> runEdits(int run, QList<ImageEdit> edits);
    void remember(const QList<ImageEdit> &done);
    ScopedTask<> runAgain(Edits edits, QString what, Direction direction);
    ScopedTask<bool> moveOne(ImageEdit edit, Direction direction, std::shared_ptr<Leftovers> leftovers);
    void tell(const QString &what, Direction direction, const Leftovers &leftovers);

    ImageService &m_service;
    UndoHistory m_history;
    int m_lastRun = 0;
    QSet<int> m_stopped;
    AsyncScope m_scope;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::EditOutcome)
