#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include "ui/life/lifelesson.h"
#include "ui/life/lifelessondialog.h"
#include "ui/life/statetimeline.h"
#include "ui/widgets/copyablevalue.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using enum ImageStatus;

class TestLifeLesson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }
    void aStudentUploadsAndSeesTheCallBehindIt();
    void aFailedUploadIsPutBackToQueued();
    void theKeyboardDoesItAll();
    void theTourVisitsEveryStatusByItself();
    void steppingGoesOnFromWhereverOneIs();
    void pointingAtAStateExplainsIt();
    void restartMakesANewImage();

private:
    QPushButton *button(const QString &name) const;
    void click(const QString &name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QString words(const QString &name) const { return m_dialog->findChild<QLabel *>(name)->text(); }
    QString value(const QString &name) const { return m_dialog->findChild<CopyableValue *>(name)->value(); }
    ImageStatus status() const { return m_dialog->lesson().image().status(); }

    std::unique_ptr<LifeLessonDialog> m_dialog;
};

void TestLifeLesson::init()
{
    m_dialog = std::make_unique<LifeLessonDialog>();
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

/// The button that is there now; those of the status before are on their way out.
QPushButton *TestLifeLesson::button(const QString &name) const
{
    const QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>(name);
    for (QPushButton *found : buttons) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

void TestLifeLesson::aStudentUploadsAndSeesTheCallBehindIt()
{
    m_dialog->lesson().setSpeed(200);
    click(u"lesson-saving"_s);
    QCOMPARE(status(), Saving);
    QCOMPARE(value(u"lessonCall"_s), u"PUT /v2/images/{id}/file"_s);
    QVERIFY(value(u"lessonCommand"_s).startsWith(u"openstack image create"_s));
    QVERIFY(words(u"lessonState"_s).startsWith(u"Saving: "_s));
    QTRY_COMPARE(status(), Active);
    QVERIFY(button(u"lesson-deactivated"_s));
    QVERIFY(!button(u"lesson-saving"_s));
}

void TestLifeLesson::aFailedUploadIsPutBackToQueued()
{
    click(u"lesson-saving"_s);
    QTRY_VERIFY(m_dialog->lesson().image().progress().value_or(0) > 0);
    click(u"lesson-queued"_s);
    QCOMPARE(status(), Queued);
    QVERIFY(words(u"lessonExplanation"_s).startsWith(u"The store is full."_s));
    QVERIFY(button(u"lesson-saving"_s));
}

void TestLifeLesson::theKeyboardDoesItAll()
{
    m_dialog->activateWindow();
    QTRY_VERIFY(m_dialog->isActiveWindow());
    QPushButton *upload = button(u"lesson-saving"_s);
    upload->setFocus();
    QTest::keyClick(upload, Qt::Key_Space);
    QCOMPARE(status(), Saving);
    // The focus is on a button of the new status, so that one can go on.
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(button(u"lesson-active"_s)));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(status(), Active);
    auto *speed = m_dialog->findChild<QSlider *>(u"lessonSpeed"_s);
    const double before = m_dialog->lesson().speed();
    QTest::keyClick(speed, Qt::Key_Right);
    QCOMPARE(m_dialog->lesson().speed(), 2 * before);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void TestLifeLesson::theTourVisitsEveryStatusByItself()
{
    m_dialog->lesson().setSpeed(200);
    QSet<ImageStatus> seen{ status() };
    connect(&m_dialog->lesson(), &LifeLesson::moved, m_dialog.get(), [&] { seen.insert(status()); });
    click(u"lessonPlay"_s);
    QVERIFY(m_dialog->lesson().isPlaying());
    QTRY_COMPARE_WITH_TIMEOUT(seen.size(), 9, 20'000);
    click(u"lessonPlay"_s);
    QVERIFY(!m_dialog->lesson().isPlaying());
}

void TestLifeLesson::steppingGoesOnFromWhereverOneIs()
{
    click(u"lesson-active"_s);
    QCOMPARE(status(), Active);
    click(u"lessonStep"_s);
    QCOMPARE(status(), Deactivated);
    click(u"lessonStep"_s);
    QCOMPARE(status(), Active);
}

void TestLifeLesson::pointingAtAStateExplainsIt()
{
    auto *timeline = m_dialog->findChild<StateTimeline *>();
    const auto killed = timeline->arrangement().nodes.at(allImageStatuses().indexOf(Killed));
    QTest::mouseMove(timeline, killed.centre.toPoint());
    QTRY_VERIFY(words(u"lessonState"_s).startsWith(u"Killed: "_s));
}

void TestLifeLesson::restartMakesANewImage()
{
    click(u"lesson-deleted"_s);
    QCOMPARE(status(), Deleted);
    click(u"lessonRestart"_s);
    QCOMPARE(status(), Queued);
    QCOMPARE(m_dialog->lesson().image().history().size(), 1);
}

QTEST_MAIN(TestLifeLesson)
#include "tst_lifelesson.moc"
