#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imageeditor.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;
using Call = FakeImageService::Call;
using Kind = ImageField::Kind;

class TestImageEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEditIsUndoneAndDoneAgain();
    void theTextSaysWhatWouldBeUndone();
    void everyKindOfFieldIsTakenBack();
    void whatSomebodyElseChangedIsLeft();
    void anUndoThatFailsCanBeTriedAgain();
    void severalImagesAreOneStep();
    void aRunCanBeStopped();
    void failuresAreToldByImage();
    void onlyOneStepRunsAtATime();
    void aSpentStepIsForgotten();

private:
    Image stored(int number) const { return *m_service->find(sampleId(number)); }
    void apply(const QList<int> &numbers, const QList<FieldChange> &wishes);
    void undo();

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageEditor> m_editor;
    QList<EditOutcome> m_outcomes;
    QStringList m_told;
};

void TestImageEditor::init()
{
    m_outcomes.clear();
    m_told.clear();
    m_service = std::make_unique<FakeImageService>();
    QList<Image> images = test::sampleImages(5);
    for (Image &image : images) {
        image.tags = { u"linux"_s };
        image.properties = { { u"os_distro"_s, u"debian"_s } };
        image.minDisk = 1;
    }
    m_service->setImages(images);
    m_editor = std::make_unique<ImageEditor>(*m_service);
    connect(m_editor.get(), &ImageEditor::finished, this,
        [this](const EditOutcome &outcome) { m_outcomes.append(outcome); });
    connect(m_editor.get(), &ImageEditor::told, this,
        [this](MessageStrip::Kind, const QString &sentence) { m_told.append(sentence); });
}

void TestImageEditor::cleanup()
{
    m_editor.reset();
    m_service.reset();
}

void TestImageEditor::apply(const QList<int> &numbers, const QList<FieldChange> &wishes)
{
    QList<ImageEdit> edits;
    for (const int number : numbers) {
        const Image image = stored(number);
        edits.append({ image.id, image.name, changesTowards(image, wishes) });
    }
    const qsizetype before = m_outcomes.size();
    m_editor->apply(edits);
    QTRY_COMPARE(m_outcomes.size(), before + 1);
}

void TestImageEditor::undo()
{
    QVERIFY(m_editor->history().canUndo());
    m_editor->history().undo();
    QTRY_VERIFY(!m_editor->history().isBusy());
}

void TestImageEditor::anEditIsUndoneAndDoneAgain()
{
    const QString before = stored(0).name;
    apply({ 0 }, { { { Kind::Name }, {}, u"new name"_s } });
    QCOMPARE(stored(0).name, u"new name"_s);
    QCOMPARE(m_outcomes.first().changed, 1);
    QCOMPARE(m_outcomes.first().last.name, u"new name"_s);
    undo();
    QCOMPARE(stored(0).name, before);
    QVERIFY(!m_editor->history().canUndo());
    QVERIFY(m_editor->history().canRedo());
    m_editor->history().redo();
    QTRY_COMPARE(stored(0).name, u"new name"_s);
    QTRY_VERIFY(m_editor->history().canUndo());
    QCOMPARE(m_told, QStringList({ u"Undone: rename"_s, u"Done again: rename"_s }));
}

void TestImageEditor::theTextSaysWhatWouldBeUndone()
{
    QSignalSpy changed(&m_editor->history(), &UndoHistory::changed);
    apply({ 0 }, { { { Kind::Name }, {}, u"new name"_s } });
    QCOMPARE(m_editor->history().undoText(), u"rename"_s);
    QVERIFY(!changed.isEmpty());
    apply({ 0 }, { { { Kind::Tag, u"course"_s }, {}, u"course"_s } });
    QCOMPARE(m_editor->history().undoText(), u"adding of tag “course”"_s);
    apply({ 0 }, { { { Kind::Property, u"os_version"_s }, {}, u"12"_s } });
    QCOMPARE(m_editor->history().undoText(), u"change of “os_version”"_s);
    undo();
    QCOMPARE(m_editor->history().undoText(), u"adding of tag “course”"_s);
    QCOMPARE(m_editor->history().redoText(), u"change of “os_version”"_s);
}

void TestImageEditor::everyKindOfFieldIsTakenBack()
{
    Image before = stored(0);
    apply({ 0 },
        { { { Kind::Name }, {}, std::nullopt }, { { Kind::Visibility }, {}, u"public"_s },
            { { Kind::Protected }, {}, u"true"_s }, { { Kind::Hidden }, {}, u"true"_s },
            { { Kind::MinDisk }, {}, u"20"_s }, { { Kind::MinRam }, {}, u"2048"_s },
            { { Kind::Tag, u"linux"_s }, {}, std::nullopt }, { { Kind::Tag, u"new"_s }, {}, u"new"_s },
            { { Kind::Property, u"os_distro"_s }, {}, std::nullopt },
            { { Kind::Property, u"os_type"_s }, {}, u"linux"_s } });
    QVERIFY(stored(0).isProtected);
    QVERIFY(stored(0).name.isNull());
    QCOMPARE(stored(0).properties, (QMap<QString, QString>{ { u"os_type"_s, u"linux"_s } }));
    undo();
    before.updatedAt = stored(0).updatedAt;
    QCOMPARE(stored(0), before);
}

void TestImageEditor::whatSomebodyElseChangedIsLeft()
{
    const Image before = stored(0);
    apply({ 0 }, { { { Kind::Name }, {}, u"mine"_s }, { { Kind::MinDisk }, {}, u"20"_s } });
    Image changed = stored(0);
    changed.name = u"theirs"_s;
    m_service->put(changed);
    undo();
    QCOMPARE(stored(0).name, u"theirs"_s);
    QCOMPARE(stored(0).minDisk, before.minDisk);
    QCOMPARE(m_told.size(), 1);
    QVERIFY2(m_told.first().startsWith(u"Name of “"_s), qPrintable(m_told.first()));
    QVERIFY(m_told.first().endsWith(u"was changed by somebody else meanwhile and is left as it is."_s));
}

void TestImageEditor::anUndoThatFailsCanBeTriedAgain()
{
    const QString before = stored(0).name;
    apply({ 0 }, { { { Kind::Name }, {}, u"mine"_s } });
    m_service->failNext(Call::UpdateImage, { ErrorCode::Unavailable, u"Not now."_s, {} });
    undo();
    QCOMPARE(stored(0).name, u"mine"_s);
    QVERIFY(m_told.first().contains(u"Not now."_s));
    undo();
    QCOMPARE(stored(0).name, before);
}

void TestImageEditor::severalImagesAreOneStep()
{
    QSignalSpy progress(m_editor.get(), &ImageEditor::progressed);
    apply({ 0, 1, 2 }, { { { Kind::Tag, u"course"_s }, {}, u"course"_s } });
    QCOMPARE(m_outcomes.first().changed, 3);
    QCOMPARE(progress.size(), 3);
    for (const int number : { 0, 1, 2 })
        QVERIFY(stored(number).tags.contains(u"course"_s));
    QVERIFY(m_editor->history().undoText().contains(u"3"_s));
    undo();
    for (const int number : { 0, 1, 2 })
        QVERIFY(!stored(number).tags.contains(u"course"_s));
    QVERIFY(!m_editor->history().canUndo());
}

void TestImageEditor::aRunCanBeStopped()
{
    m_service->hold(Call::UpdateImage);
    QList<ImageEdit> edits;
    for (int number = 0; number < 4; ++number)
        edits.append({ sampleId(number), stored(number).name, { { { Kind::MinRam }, u"0"_s, u"77"_s } } });
    const int run = m_editor->apply(edits);
    QTRY_COMPARE(m_service->waitingCount(Call::UpdateImage), 1);
    m_editor->stop(run);
    m_service->release(Call::UpdateImage);
    QTRY_COMPARE(m_outcomes.size(), 1);
    QVERIFY(m_outcomes.first().wasStopped);
    QCOMPARE(m_outcomes.first().changed, 1);
    QCOMPARE(stored(0).minRam, 77);
    QVERIFY(stored(1).minRam != 77);
    // What was changed can be taken back.
    QVERIFY(m_editor->history().canUndo());
}

void TestImageEditor::failuresAreToldByImage()
{
    m_service->failNext(Call::UpdateImage, { ErrorCode::Forbidden, u"Policy says no."_s, {} });
    apply({ 0, 1 }, { { { Kind::MinRam }, {}, u"77"_s } });
    const EditOutcome &outcome = m_outcomes.first();
    QCOMPARE(outcome.changed, 1);
    QCOMPARE(outcome.failed.size(), 1);
    QCOMPARE(outcome.failed.first().first.id, sampleId(0));
    QCOMPARE(outcome.failed.first().second.message, u"Policy says no."_s);
    QCOMPARE(m_editor->history().undoText(), u"change of minimum memory"_s);
}

void TestImageEditor::onlyOneStepRunsAtATime()
{
    apply({ 0 }, { { { Kind::MinRam }, {}, u"77"_s } });
    apply({ 0 }, { { { Kind::MinDisk }, {}, u"77"_s } });
    m_service->hold(Call::UpdateImage);
    m_editor->history().undo();
    QVERIFY(!m_editor->history().canUndo());
    m_editor->history().undo();
    QTRY_COMPARE(m_service->waitingCount(Call::UpdateImage), 1);
    m_service->release(Call::UpdateImage);
    QTRY_VERIFY(m_editor->history().canUndo());
    QVERIFY(stored(0).minDisk != 77);
    QCOMPARE(stored(0).minRam, 77);
}

void TestImageEditor::aSpentStepIsForgotten()
{
    UndoHistory &history = m_editor->history();
    apply({ 0 }, { { { Kind::MinRam }, {}, u"77"_s } });
    bool isSpent = false;
    int undone = 0;
    history.push({ .text = u"deletion"_s,
        .undo = [&] { ++undone; },
        .redo = [] {},
        .isSpent = [&isSpent] { return isSpent; } });
    QCOMPARE(history.undoText(), u"deletion"_s);
    isSpent = true;
    history.dropSpent();
    QCOMPARE(history.undoText(), u"change of minimum memory"_s);
    QVERIFY(!history.canRedo());
    QCOMPARE(undone, 0);
}

QTEST_MAIN(TestImageEditor)
#include "tst_imageeditor.moc"
