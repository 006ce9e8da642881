#include <QAction>
#include <QComboBox>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include "core/service/glanceimageservice.h"
#include "core/transfer/transferqueue.h"
#include "tests/support/fakecloud.h"
#include "tests/support/fakedialogs.h"
#include "ui/adding/addingoptions.h"
#include "ui/dialogs/offersdialog.h"
#include "ui/images/imagetableview.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/catalogueview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/notice.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// The window on a scripted cloud that comes and goes.
class TestCloudController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aCloudThatGoesAwayLeavesItsListAndSaysWhy();
    void aCloudThatComesBackIsWorkedWithAgain();
    void anotherMessageOutlivesItsReturn();
    void anOfferIsToldAndRejected();
    void theSheetOffersWhatTheCloudCanDo();
    void nobodyLooksAtAHiddenWindow();
    void whatTheCloudWouldRefuseIsGreyedWithTheReason();
    void requestsAreShownOnDemand();

private:
    void goAway();
    void comeBack();
    MessageStrip *strip() const { return m_window->findChild<MessageStrip *>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    FakeFileChooser m_chooser;
    FakePrompts m_prompts;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<WorkerPool> m_workers;
    std::unique_ptr<GlanceImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    std::unique_ptr<MainWindow> m_window;
};

void TestCloudController::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestCloudController::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer("POST /v3/auth/tokens", { tokenReply(*m_server) });
    comeBack();
    m_workers = std::make_unique<WorkerPool>();
    const CloudWatcher::Pace pace{
        .fast = 20ms, .slow = 60ms, .firstRetry = 20ms, .longestRetry = 100ms, .restPerWork = 0
    };
    m_service = std::make_unique<GlanceImageService>(
        std::make_shared<ImageApi>(cloudAt(*m_server), hastySettings()), *m_workers,
        CloudSettings{ .memoryFolder = m_folder->filePath(u"clouds"_s), .pace = pace });
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_queue->restore();
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->resize(1280, 800);
    m_window->attach(*m_service, *m_queue, u"lab"_s, true);
    m_window->show();
    m_service->setWatched(true);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    QTRY_COMPARE(m_service->reach().state, CloudReach::State::Reachable);
}

void TestCloudController::cleanup()
{
    m_window.reset();
    m_queue.reset();
    m_service.reset();
    m_workers.reset();
    m_server.reset();
}

void TestCloudController::goAway()
{
    m_server->answer("GET /v2/images", [](const HttpQuestion &) { return jsonReply("away", 503); });
    QTRY_COMPARE(m_service->reach().state, CloudReach::State::Unreachable);
}

void TestCloudController::comeBack()
{
    m_server->answer("GET /v2/images", [](const HttpQuestion &question) {
        const bool isOther
            = question.target.contains("os_hidden=true") || question.target.contains("member_status=");
        return jsonReply(isOther ? QByteArray("{\"images\": []}")
                                 : "{\"images\": [" + imageJson(someId, "active", "x") + "]}");
    });
}

void TestCloudController::aCloudThatGoesAwayLeavesItsListAndSaysWhy()
{
    const QColor usual = m_window->catalogue()->table().palette().color(QPalette::Text);
    goAway();
    QTRY_VERIFY(strip()->isVisible());
    QCOMPARE(strip()->kind(), MessageStrip::Kind::Warning);
    QVERIFY2(strip()->sentence().startsWith(u"Seen last: "_s), qPrintable(strip()->sentence()));
    QCOMPARE(m_window->catalogue()->model().rowCount(), 1);
    QVERIFY(m_window->catalogue()->table().palette().color(QPalette::Text) != usual);
}

void TestCloudController::anotherMessageOutlivesItsReturn()
{
    goAway();
    QTRY_VERIFY(strip()->isVisible());
    Notice notice;
    notice.sentence = u"Something else."_s;
    m_window->showNotice(notice);
    comeBack();
    QTRY_COMPARE(m_service->reach().state, CloudReach::State::Reachable);
    QVERIFY(strip()->isVisible());
    QCOMPARE(strip()->sentence(), u"Something else."_s);
}

void TestCloudController::anOfferIsToldAndRejected()
{
    std::atomic_bool isOpen = true;
    m_server->answer("GET /v2/images", [&isOpen](const HttpQuestion &question) {
        const bool isOffer = question.target.contains("member_status=pending");
        return jsonReply(isOffer && isOpen ? "{\"images\": [" + imageJson(someId, "active", "x") + "]}"
                                           : QByteArray("{\"images\": []}"));
    });
    const QByteArray member = "PUT /v2/images/" + someId.toLatin1() + "/members/p1";
    m_server->answer(member, [&isOpen](const HttpQuestion &question) {
        isOpen = !question.body.contains("rejected");
        return jsonReply(R"({"member_id": "p1", "image_id": ")" + someId.toLatin1()
            + R"(", "status": "rejected", "created_at": "2026-01-01T00:00:00Z",
                 "updated_at": "2026-01-01T00:00:00Z"})");
    });
    QTRY_VERIFY(strip()->isVisible() && strip()->sentence().contains(u"offered"_s));
    QTest::mouseClick(strip()->findChild<QPushButton *>(), Qt::LeftButton);
    auto *dialog = m_window->findChild<OffersDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QTreeWidget *>()->topLevelItemCount(), 1);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"rejectOffer"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_window->findChild<OffersDialog *>());
    QCOMPARE(m_server->count(member), 1);
    // The command stays, and then says that there is nothing.
    m_window->actions().offers->trigger();
    dialog = m_window->findChild<OffersDialog *>();
    QVERIFY(dialog && dialog->findChild<QTreeWidget *>()->topLevelItemCount() == 0);
    QVERIFY(!dialog->findChild<QPushButton *>(u"acceptOffer"_s)->isEnabled());
}

void TestCloudController::theSheetOffersWhatTheCloudCanDo()
{
    m_server->answer("GET /v2/info/stores",
        { jsonReply(R"({"stores": [{"id": "fast", "description": "fast disk", "default": "true"},
                                   {"id": "slow", "description": "slow disk"}]})") });
    m_server->answer("GET /v2/info/import",
        { jsonReply(R"({"import-methods": {"type": "array", "value": ["web-download"]}})") });
    AddingOptions options(*m_service);
    auto *stores = options.findChild<QComboBox *>(u"addingStore"_s);
    QTRY_COMPARE(stores->count(), 2);
    // How much room there is nobody knows.
    QCOMPARE(stores->itemText(0), u"fast"_s);
    QCOMPARE(options.choices().store, u"fast"_s);
    auto *way = options.findChild<QComboBox *>(u"addingWay"_s);
    QTRY_COMPARE(way->count(), 1);
    QVERIFY(!way->isEnabled() && !options.choices().isStaged);
    m_server->answer("GET /v2/info/import",
        { jsonReply(R"({"import-methods": {"type": "array", "value": ["glance-direct"]}})") });
    AddingOptions others(*m_service);
    QTRY_COMPARE(others.findChild<QComboBox *>(u"addingStore"_s)->count(), 2);
    QTest::qWait(100);
    QCOMPARE(others.findChild<QComboBox *>(u"addingWay"_s)->count(), 2);
}

void TestCloudController::nobodyLooksAtAHiddenWindow()
{
    QVERIFY(m_window->isInSight());
    QSignalSpy changed(m_window.get(), &MainWindow::sightChanged);
    m_window->showMinimized();
    QTRY_VERIFY(!m_window->isInSight());
    m_window->showNormal();
    QTRY_VERIFY(m_window->isInSight());
    m_window->hide();
    QVERIFY(!m_window->isInSight());
    QCOMPARE(changed.size(), 3);
}

void TestCloudController::aCloudThatComesBackIsWorkedWithAgain()
{
    const QColor usual = m_window->catalogue()->table().palette().color(QPalette::Text);
    goAway();
    QTRY_VERIFY(strip()->isVisible());
    comeBack();
    QTRY_COMPARE(m_service->reach().state, CloudReach::State::Reachable);
    QTRY_VERIFY(!strip()->isVisible());
    QCOMPARE(m_window->catalogue()->table().palette().color(QPalette::Text), usual);
    QTRY_VERIFY(m_window->actions().add->isEnabled());
}

void TestCloudController::whatTheCloudWouldRefuseIsGreyedWithTheReason()
{
    m_window->catalogue()->table().selectAll();
    QTRY_VERIFY(m_window->actions().exportImages->isEnabled());
    goAway();
    QAction *rename = m_window->actions().rename;
    QTRY_VERIFY(!rename->isEnabled());
    const Image *image = m_window->catalogue()->model().image(someId);
    QVERIFY(image);
    const auto reason = m_service->refusal(Action::ModifyImage, *image);
    QVERIFY(reason.has_value());
    QTRY_VERIFY2(rename->toolTip().endsWith(*reason), qPrintable(rename->toolTip()));
    QVERIFY(!m_window->actions().add->isEnabled());
}

void TestCloudController::requestsAreShownOnDemand()
{
    auto *panel = m_window->findChild<QWidget *>(u"requestsPanel"_s);
    QVERIFY(panel);
    QVERIFY(!panel->isVisible());
    m_window->actions().requests->trigger();
    QVERIFY(panel->isVisible());
    m_window->actions().requests->trigger();
    QVERIFY(!panel->isVisible());
}

QTEST_MAIN(TestCloudController)
#include "tst_cloudcontroller.moc"
