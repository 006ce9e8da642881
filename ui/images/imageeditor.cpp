#include "ui/images/imageeditor.h"

#include "ui/text/changetext.h"
#include "ui/text/errortext.h"
#include "ui/text/imagetext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int shortTimeMs = 5'000;
constexpr qsizetype mostShown = 20;

QString shownName(const QString &name)
{
    Image image;
    image.name = name;
    return text::imageName(image);
}

QString detailsOf(const QStringList &sentences)
{
    if (sentences.size() <= 1)
        return {};
    QStringList shown = sentences.first(std::min(mostShown, sentences.size()));
    if (sentences.size() > mostShown)
        shown.append(u"…"_s);
    return shown.join(u'\n');
}

} // namespace

ImageEditor::ImageEditor(ImageService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
}

int ImageEditor::apply(const QList<ImageEdit> &edits)
{
    const int run = ++m_lastRun;
    m_scope.launch(runEdits(run, edits));
    return run;
}

ScopedTask<> ImageEditor::runEdits(int run, QList<ImageEdit> edits)
{
    EditOutcome outcome;
    outcome.run = run;
    QList<ImageEdit> done;
    int count = 0;
    for (const ImageEdit &edit : std::as_const(edits)) {
        if (m_stopped.contains(run)) {
            outcome.wasStopped = true;
            break;
        }
        const ImageId id = edit.id;
        const ImagePatch patch = patchOf(edit.changes);
        const Result<Image> changed = co_await m_service.updateImage(id, patch);
        if (changed) {
            done.append(edit);
            outcome.last = *changed;
        } else {
            outcome.failed.append({ edit, changed.error() });
        }
        Q_EMIT progressed(run, ++count);
    }
    m_stopped.remove(run);
    outcome.changed = static_cast<int>(done.size());
    remember(done);
    Q_EMIT finished(outcome);
}

void ImageEditor::remember(const QList<ImageEdit> &done)
{
    if (done.isEmpty())
        return;
    const QString what = done.size() == 1 ? text::changeWord(done.constFirst().changes)
                                          //: Follows "Undo"
                                          : tr("edit of %n image(s)", nullptr, static_cast<int>(done.size()));
    const Edits edits = std::make_shared<const QList<ImageEdit>>(done);
    m_history.push({ .text = what,
        .undo = [this, edits, what] { m_scope.launch(runAgain(edits, what, Direction::Back)); },
        .redo = [this, edits, what] { m_scope.launch(runAgain(edits, what, Direction::Again)); } });
}

ScopedTask<> ImageEditor::runAgain(Edits edits, QString what, Direction direction)
{
    const auto leftovers = std::make_shared<Leftovers>();
    bool isAnyMoved = false;
    for (const ImageEdit &edit : *edits) {
        const bool isMoved = co_await moveOne(edit, direction, leftovers);
        isAnyMoved = isAnyMoved || isMoved;
    }
    // What was overtaken stays so; only a service that refused may agree another time.
    m_history.finish(isAnyMoved || leftovers->failed.isEmpty());
    tell(what, direction, *leftovers);
}

ScopedTask<bool> ImageEditor::moveOne(
    ImageEdit edit, Direction direction, std::shared_ptr<Leftovers> leftovers)
{
    const QString name = shownName(edit.name);
    const ImageId id = edit.id;
    const Result<Image> now = co_await m_service.image(id);
    if (!now) {
        leftovers->failed.append(tr("“%1”: %2").arg(name, text::errorSentence(now.error())));
        co_return false;
    }
    QList<FieldChange> wanted;
    for (const FieldChange &made : std::as_const(edit.changes)) {
        const FieldChange change = direction == Direction::Back ? made.reversed() : made;
        const std::optional<QString> present = valueOf(*now, change.field);
        if (present == change.before)
            wanted.append(change);
        else if (present != change.after)
            leftovers->overtaken.append(
                //: %1 is a field such as "Name", %2 an image
                tr("%1 of “%2” was changed by somebody else meanwhile and is left as it is.")
                    .arg(text::fieldWord(change.field), name));
    }
    if (wanted.isEmpty())
        co_return false;
    const ImagePatch patch = patchOf(wanted);
    const Result<Image> moved = co_await m_service.updateImage(id, patch);
    if (!moved)
        leftovers->failed.append(tr("“%1”: %2").arg(name, text::errorSentence(moved.error())));
    co_return moved.has_value();
}

void ImageEditor::tell(const QString &what, Direction direction, const Leftovers &leftovers)
{
    const auto count = [](const QStringList &sentences) { return static_cast<int>(sentences.size()); };
    const QStringList all = leftovers.failed + leftovers.overtaken;
    if (all.isEmpty()) {
        //: %1 is what was taken back, such as "rename"
        const QString sentence
            = direction == Direction::Back ? tr("Undone: %1").arg(what) : tr("Done again: %1").arg(what);
        Q_EMIT told(MessageStrip::Kind::Success, sentence, {}, shortTimeMs);
        return;
    }
    QString sentence = all.constFirst();
    if (all.size() > 1) {
        sentence = leftovers.failed.isEmpty()
            ? tr("%n value(s) were changed by somebody else meanwhile and are left as they are.", nullptr,
                count(leftovers.overtaken))
            : tr("%n image(s) could not be changed back.", nullptr, count(leftovers.failed));
    }
    const auto kind = leftovers.failed.isEmpty() ? MessageStrip::Kind::Warning : MessageStrip::Kind::Error;
    Q_EMIT told(kind, sentence, detailsOf(all), 0);
}

} // namespace vitrine
