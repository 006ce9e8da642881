#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/imageeditor.h"
#include "ui/images/membersview.h"
#include "ui/widgets/foldablesection.h"
#include "ui/widgets/messagestrip.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::FakeImageService;
using test::sampleId;
using Call = FakeImageService::Call;

/// The members of a shared image, in the pane in which people see them.
class TestMembersView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void onlySharedImagesHaveMembers();
    void asksOnlyWhenItCanBeSeen();
    void addsAProject();
    void answersForAProject();
    void removesAProjectAndTakesThatBack();
    void refusalsAreTold();
    void followsWhatOthersDo();
    void theTabKeyGoesThroughTheRows();

private:
    void add(const QString &project);
    QList<Member> members() { return *QCoro::waitFor(m_service->listMembers(sampleId(0))); }
    QStringList shownAnswers() const;
    QList<QToolButton *> buttons(const char *name) const
    {
        QList<QToolButton *> found = view().findChildren<QToolButton *>(QString::fromLatin1(name));
        found.removeIf([this](const QToolButton *button) { return !button->isVisibleTo(&view()); });
        return found;
    }
    MembersView &view() const { return *m_pane->findChild<MembersView *>(); }
    QLineEdit &field() const { return *view().findChild<QLineEdit *>(u"newMemberEdit"_s); }
    void show(Visibility visibility);

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageDetailsPane> m_pane;
};

void TestMembersView::init()
{
    m_service = std::make_unique<FakeImageService>();
    m_pane = std::make_unique<ImageDetailsPane>(*m_service);
    m_pane->resize(360, 2400);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    show(Visibility::Shared);
}

void TestMembersView::cleanup()
{
    m_pane.reset();
    m_service.reset();
}

void TestMembersView::show(Visibility visibility)
{
    Image image = test::sampleImage(0);
    image.visibility = visibility;
    m_service->put(image);
    m_pane->showSelection({ { image }, 1, 0 });
}

void TestMembersView::add(const QString &project)
{
    const qsizetype before = buttons("removeMemberButton").size();
    field().setFocus();
    QTest::keyClicks(&field(), project);
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(buttons("removeMemberButton").size(), before + 1);
}

QStringList TestMembersView::shownAnswers() const
{
    QStringList answers;
    for (const QToolButton *button : buttons("memberAnswerButton"))
        answers.append(button->accessibleName());
    return answers;
}

void TestMembersView::onlySharedImagesHaveMembers()
{
    QVERIFY(view().isVisible());
    QTRY_COMPARE(view().findChild<QLabel *>(u"membersState"_s)->text(), u"Shared with no project yet."_s);
    show(Visibility::Private);
    QVERIFY(!view().isVisible());
    show(Visibility::Shared);
    QVERIFY(view().isVisible());
}

void TestMembersView::asksOnlyWhenItCanBeSeen()
{
    QTRY_COMPARE(m_service->callCount(Call::ListMembers), 1);
    m_pane->setFoldedSections({ u"sharing"_s });
    Image other = test::sampleImage(1);
    other.visibility = Visibility::Shared;
    m_service->put(other);
    m_pane->showSelection({ { other }, 1, 0 });
    QTest::qWait(30);
    QCOMPARE(m_service->callCount(Call::ListMembers), 1);
    m_pane->setFoldedSections({});
    QTRY_COMPARE(m_service->callCount(Call::ListMembers), 2);
}

void TestMembersView::addsAProject()
{
    add(u"chemistry"_s);
    QCOMPARE(members().size(), 1);
    QCOMPARE(members().constFirst().memberId, u"chemistry"_s);
    QCOMPARE(shownAnswers(), QStringList{ u"Answer of chemistry: Pending"_s });
    QVERIFY(field().text().isEmpty());
}

void TestMembersView::answersForAProject()
{
    add(u"chemistry"_s);
    add(u"physics"_s);
    const auto answer = [this](int row, int entry) {
        buttons("memberAnswerButton").at(row)->menu()->actions().at(entry)->trigger();
    };
    answer(0, 1);
    QTRY_COMPARE(
        shownAnswers(), (QStringList{ u"Answer of chemistry: Accepted"_s, u"Answer of physics: Pending"_s }));
    answer(1, 2);
    QTRY_COMPARE(members().constLast().status, MemberStatus::Rejected);
    QTRY_COMPARE(shownAnswers().constLast(), u"Answer of physics: Rejected"_s);
}

void TestMembersView::removesAProjectAndTakesThatBack()
{
    add(u"chemistry"_s);
    buttons("memberAnswerButton").constFirst()->menu()->actions().at(1)->trigger();
    QTRY_COMPARE(shownAnswers(), QStringList{ u"Answer of chemistry: Accepted"_s });
    QTest::mouseClick(buttons("removeMemberButton").constFirst(), Qt::LeftButton);
    QTRY_VERIFY(buttons("removeMemberButton").isEmpty());
    QVERIFY(members().isEmpty());

    UndoHistory &history = m_pane->editor().history();
    QCOMPARE(history.undoText(), u"end of sharing with chemistry"_s);
    history.undo();
    // With the answer that it had given.
    QTRY_COMPARE(shownAnswers(), QStringList{ u"Answer of chemistry: Accepted"_s });
    QTRY_VERIFY(history.canRedo());
    history.redo();
    QTRY_VERIFY(buttons("removeMemberButton").isEmpty());
}

void TestMembersView::refusalsAreTold()
{
    add(u"chemistry"_s);
    m_service->failNext(Call::RemoveMember, { ErrorCode::Forbidden, u"Only the owner may do that."_s, {} });
    QTest::mouseClick(buttons("removeMemberButton").constFirst(), Qt::LeftButton);
    MessageStrip *strip = m_pane->findChild<MessageStrip *>();
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(strip->sentence().contains(u"Only the owner may do that."_s));
    QCOMPARE(members().size(), 1);
    QVERIFY(!m_pane->editor().history().undoText().startsWith(u"end"_s));
}

void TestMembersView::followsWhatOthersDo()
{
    QVERIFY(QCoro::waitFor(m_service->addMember(sampleId(0), u"biology"_s)));
    QTRY_COMPARE(shownAnswers(), QStringList{ u"Answer of biology: Pending"_s });
}

void TestMembersView::theTabKeyGoesThroughTheRows()
{
    add(u"chemistry"_s);
    QWidget *choice = m_pane->findChild<QWidget *>(u"visibilityComboBox"_s);
    choice->setFocus();
    QStringList passed;
    while (passed.size() < 6 && QApplication::focusWidget() != &field()) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        passed.append(QApplication::focusWidget()->accessibleName());
    }
    QCOMPARE(passed,
        (QStringList{ u"Copy Project ID"_s, u"Answer of chemistry: Pending"_s,
            u"Share with chemistry no longer"_s, field().accessibleName() }));
}

QTEST_MAIN(TestMembersView)
#include "tst_membersview.moc"
