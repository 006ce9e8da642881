#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "ui/transfers/transferdelegate.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/transfers/transfersview.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

Transfer transferIn(const QString &id, TransferState state)
{
    Transfer transfer;
    transfer.id = id;
    transfer.title = id;
    transfer.state = state;
    return transfer;
}

} // namespace

Q_DECLARE_METATYPE(vitrine::TransferState)

/// Lets every drag in. A view takes those only that began in it, and none begins in a test.
class DragGate final : public QObject
{
public:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::DragEnter)
            return false;
        event->accept();
        return true;
    }
};

class TransfersViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void buttonsOfARowActOnIt_data();
    void buttonsOfARowActOnIt();
    void pressAndReleaseElsewhereDoesNothing();
    void keysActOnTheSelection_data();
    void keysActOnTheSelection();
    void keysThatDoNotApplyAreSilent();
    void deleteIsNeverLeftToTheWindow();
    void menuOffersWhatTheStateAllows();
    void buttonsAreMirrored();
    void droppedRowAsksForItsNewPlace_data();
    void droppedRowAsksForItsNewPlace();
    void onlyWaitingRowsOfThisListAreMoved();
    void enterAndDoubleClickShowTheDetails();
    void doubleClickOnAButtonIsAClick();

private:
    QPoint centreOf(int row, TransferAction action) const;
    void dragOver(const QMimeData *data);

    std::unique_ptr<TransfersModel> m_model;
    std::unique_ptr<TransfersView> m_view;
};

void TransfersViewTest::init()
{
    m_model = std::make_unique<TransfersModel>();
    m_model->reset({ transferIn(u"running"_s, TransferState::Running),
        transferIn(u"waiting"_s, TransferState::Waiting), transferIn(u"paused"_s, TransferState::Paused),
        transferIn(u"failed"_s, TransferState::Failed), transferIn(u"finished"_s, TransferState::Finished) });
    m_view = std::make_unique<TransfersView>(*m_model);
    m_view->resize(600, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TransfersViewTest::cleanup()
{
    m_view.reset();
    m_model.reset();
}

QPoint TransfersViewTest::centreOf(int row, TransferAction action) const
{
    const QRect rect = m_view->visualRect(m_model->index(row));
    return TransferDelegate::buttonRect(rect, m_view->layoutDirection(), m_model->transferAt(row), action)
        .center();
}

void TransfersViewTest::buttonsOfARowActOnIt_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<TransferAction>("action");
    QTest::newRow("pause what runs") << 0 << TransferAction::Pause;
    QTest::newRow("cancel what runs") << 0 << TransferAction::Cancel;
    QTest::newRow("cancel what waits") << 1 << TransferAction::Cancel;
    QTest::newRow("resume what is paused") << 2 << TransferAction::Resume;
    QTest::newRow("retry what failed") << 3 << TransferAction::Retry;
    QTest::newRow("clear what failed") << 3 << TransferAction::Clear;
    QTest::newRow("clear what is done") << 4 << TransferAction::Clear;
}

void TransfersViewTest::buttonsOfARowActOnIt()
{
    QFETCH(int, row);
    QFETCH(TransferAction, action);
    QSignalSpy triggered(m_view.get(), &TransfersView::actionTriggered);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, centreOf(row, action));
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(triggered.first().at(0).value<TransferAction>(), action);
    QCOMPARE(triggered.first().at(1).toStringList(), QStringList{ m_model->transferAt(row).id });
}

void TransfersViewTest::pressAndReleaseElsewhereDoesNothing()
{
    QSignalSpy triggered(m_view.get(), &TransfersView::actionTriggered);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, centreOf(0, TransferAction::Cancel));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, centreOf(0, TransferAction::Pause));
    QVERIFY(triggered.isEmpty());
}

void TransfersViewTest::keysActOnTheSelection_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<TransferAction>("action");
    QTest::newRow("space pauses") << 0 << int(Qt::Key_Space) << 0 << TransferAction::Pause;
    QTest::newRow("space resumes") << 2 << int(Qt::Key_Space) << 0 << TransferAction::Resume;
    QTest::newRow("delete cancels") << 0 << int(Qt::Key_Delete) << 0 << TransferAction::Cancel;
    QTest::newRow("delete clears") << 4 << int(Qt::Key_Delete) << 0 << TransferAction::Clear;
    QTest::newRow("r retries") << 3 << int(Qt::Key_R) << 0 << TransferAction::Retry;
    QTest::newRow("alt up") << 1 << int(Qt::Key_Up) << int(Qt::AltModifier) << TransferAction::MoveUp;
    QTest::newRow("alt down") << 1 << int(Qt::Key_Down) << int(Qt::AltModifier) << TransferAction::MoveDown;
}

void TransfersViewTest::keysActOnTheSelection()
{
    QFETCH(int, row);
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(TransferAction, action);
    QSignalSpy triggered(m_view.get(), &TransfersView::actionTriggered);
    m_view->setCurrentIndex(m_model->index(row));
    QTest::keyClick(m_view.get(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(triggered.first().at(0).value<TransferAction>(), action);
    QCOMPARE(triggered.first().at(1).toStringList(), QStringList{ m_model->transferAt(row).id });
}

void TransfersViewTest::keysThatDoNotApplyAreSilent()
{
    QSignalSpy triggered(m_view.get(), &TransfersView::actionTriggered);
    m_view->setCurrentIndex(m_model->index(4));
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(triggered.isEmpty());
}

void TransfersViewTest::deleteIsNeverLeftToTheWindow()
{
    m_view->clearSelection();
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Delete, Qt::NoModifier);
    override.ignore();
    QCoreApplication::sendEvent(m_view.get(), &override);
    QVERIFY(override.isAccepted());
}

void TransfersViewTest::menuOffersWhatTheStateAllows()
{
    m_view->setCurrentIndex(m_model->index(1));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(10, 10), m_view->mapToGlobal(QPoint(10, 10)));
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    auto *menu = m_view->findChild<QMenu *>();
    QVERIFY(menu);
    QStringList texts;
    const QList<QAction *> entries = menu->actions();
    for (const QAction *entry : entries)
        texts.append(entry->text());
    QCOMPARE(texts,
        QStringList({ transferActionText(TransferAction::Pause), transferActionText(TransferAction::MoveUp),
            transferActionText(TransferAction::MoveDown), transferActionText(TransferAction::Cancel),
            QString(), u"Details"_s }));
    menu->close();
}

void TransfersViewTest::buttonsAreMirrored()
{
    const QRect row(0, 0, 600, 48);
    const Transfer transfer = transferIn(u"a"_s, TransferState::Running);
    const QRect left = TransferDelegate::buttonRect(row, Qt::RightToLeft, transfer, TransferAction::Cancel);
    const QRect right = TransferDelegate::buttonRect(row, Qt::LeftToRight, transfer, TransferAction::Cancel);
    QCOMPARE(left.left(), row.right() - right.right());
    QVERIFY(TransferDelegate::buttonRect(row, Qt::LeftToRight, transfer, TransferAction::Retry).isEmpty());
}

void TransfersViewTest::dragOver(const QMimeData *data)
{
    DragGate gate;
    m_view->viewport()->installEventFilter(&gate);
    QDragEnterEvent enter(QPoint(5, 5), Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view->viewport(), &enter);
}

void TransfersViewTest::droppedRowAsksForItsNewPlace_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("position");
    QTest::newRow("upper half of the first row") << 0 << -10 << 0;
    QTest::newRow("lower half of the first row") << 0 << 10 << 1;
    QTest::newRow("lower half of the last row") << 4 << 10 << 5;
    QTest::newRow("below the last row") << 4 << 60 << 5;
}

void TransfersViewTest::droppedRowAsksForItsNewPlace()
{
    QFETCH(int, row);
    QFETCH(int, offset);
    QFETCH(int, position);
    QSignalSpy moved(m_view.get(), &TransfersView::moveRequested);
    const std::unique_ptr<QMimeData> data(m_model->mimeData({ m_model->index(1) }));
    const QPoint place = m_view->visualRect(m_model->index(row)).center() + QPoint(0, offset);
    QDropEvent drop(place, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    dragOver(data.get());
    QCoreApplication::sendEvent(m_view->viewport(), &drop);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.first(), (QList<QVariant>{ QStringList{ u"waiting"_s }, position }));
    QCOMPARE(m_model->rowCount(), 5);
}

void TransfersViewTest::onlyWaitingRowsOfThisListAreMoved()
{
    QVERIFY(m_model->flags(m_model->index(1)) & Qt::ItemIsDragEnabled);
    QVERIFY(!(m_model->flags(m_model->index(0)) & Qt::ItemIsDragEnabled));
    QSignalSpy moved(m_view.get(), &TransfersView::moveRequested);
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/disk.img"_s) });
    QDropEvent file(QPoint(5, 5), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    dragOver(&data);
    QCoreApplication::sendEvent(m_view->viewport(), &file);
    const std::unique_ptr<QMimeData> running(m_model->mimeData({ m_model->index(0) }));
    QDropEvent busy(QPoint(5, 5), Qt::MoveAction, running.get(), Qt::LeftButton, Qt::NoModifier);
    dragOver(running.get());
    QCoreApplication::sendEvent(m_view->viewport(), &busy);
    QVERIFY(moved.isEmpty());
}

void TransfersViewTest::enterAndDoubleClickShowTheDetails()
{
    QSignalSpy toggled(m_view.get(), &TransfersView::detailsToggled);
    m_view->setCurrentIndex(m_model->index(3));
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(toggled.size(), 1);
    const QRect row = m_view->visualRect(m_model->index(3));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, row.topLeft() + QPoint(80, 10));
    QCOMPARE(toggled.size(), 2);
}

void TransfersViewTest::doubleClickOnAButtonIsAClick()
{
    QSignalSpy toggled(m_view.get(), &TransfersView::detailsToggled);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, centreOf(0, TransferAction::Pause));
    QVERIFY(toggled.isEmpty());
}

QTEST_MAIN(TransfersViewTest)
#include "tst_transfersview.moc"
