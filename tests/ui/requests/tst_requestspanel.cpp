#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "core/service/glanceimageservice.h"
#include "tests/support/corotest.h"
#include "tests/support/fakecloud.h"
#include "ui/requests/exchangemodel.h"
#include "ui/requests/requestspanel.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// The panel beside a scripted cloud.
class TestRequestsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void clicksAreSeenWithAnswerAndCommand();
    void secretsAreNeverShown();
    void nothingIsKeptWhileThePanelIsHidden();
    void requestsAreFilteredAndCleared();
    void oldRequestsAreForgotten();

private:
    template<typename Widget>
    Widget *find(const char *name) const
    {
        return m_panel->findChild<Widget *>(QString::fromLatin1(name));
    }
    QString currentText() const { return find<QPlainTextEdit>("requestText")->toPlainText(); }
    void showImage() { QVERIFY(await(m_service->image(someId)).has_value()); }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<WorkerPool> m_workers;
    std::unique_ptr<GlanceImageService> m_service;
    std::unique_ptr<RequestsPanel> m_panel;
};

void TestRequestsPanel::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer("POST /v3/auth/tokens", { tokenReply(*m_server) });
    m_server->answer("GET /v2/images/" + someId.toLatin1(),
        [](const HttpQuestion &) { return jsonReply(imageJson(someId, "active", "x")); });
    m_workers = std::make_unique<WorkerPool>();
    m_service = std::make_unique<GlanceImageService>(
        std::make_shared<ImageApi>(cloudAt(*m_server), hastySettings()), *m_workers);
    m_panel = std::make_unique<RequestsPanel>();
    m_panel->resize(900, 300);
    m_panel->setService(m_service.get());
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestRequestsPanel::cleanup()
{
    m_panel.reset();
    m_service.reset();
    m_workers.reset();
    m_server.reset();
}

void TestRequestsPanel::clicksAreSeenWithAnswerAndCommand()
{
    const QAbstractItemModelTester tester(&m_panel->model());
    showImage();
    auto *list = find<QTreeView>("requestsList");
    QTRY_COMPARE(list->model()->rowCount(), 2); // the log-in, and the question
    list->setCurrentIndex(list->model()->index(1, 0));
    QVERIFY(currentText().contains(u"openstack image show "_s + someId));
    QVERIFY(currentText().contains(u"/v2/images/"_s + someId));
    QVERIFY(currentText().contains(u"200"_s));
    find<QToolButton>("copyCommand")->click();
    QCOMPARE(QApplication::clipboard()->text(), u"openstack image show "_s + someId);
}

void TestRequestsPanel::secretsAreNeverShown()
{
    showImage();
    auto *list = find<QTreeView>("requestsList");
    QTRY_COMPARE(list->model()->rowCount(), 2);
    for (int row = 0; row < 2; ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        QVERIFY(!currentText().isEmpty());
        QVERIFY(!currentText().contains(canaryPassword));
        QVERIFY(!currentText().contains(QString::fromLatin1(canaryToken)));
    }
}

void TestRequestsPanel::nothingIsKeptWhileThePanelIsHidden()
{
    m_panel->hide();
    showImage();
    m_panel->show();
    showImage();
    QTRY_COMPARE(m_panel->model().rowCount(), 1);
}

void TestRequestsPanel::requestsAreFilteredAndCleared()
{
    showImage();
    auto *list = find<QTreeView>("requestsList");
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QTest::keyClicks(find<QLineEdit>("requestsFilter"), u"tokens"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    find<QLineEdit>("requestsFilter")->clear();
    find<QToolButton>("clearRequests")->click();
    QCOMPARE(m_panel->model().rowCount(), 0);
    QVERIFY(!find<QToolButton>("copyRequest")->isEnabled());
}

void TestRequestsPanel::oldRequestsAreForgotten()
{
    ExchangeModel model;
    const QAbstractItemModelTester tester(&model);
    for (int number = 1; number <= ExchangeModel::mostRows + 10; ++number) {
        WebExchange exchange;
        exchange.number = number;
        model.add(exchange);
    }
    QCOMPARE(model.rowCount(), ExchangeModel::mostRows);
    QCOMPARE(model.at(0).number, qint64{ 11 });
}

QTEST_MAIN(TestRequestsPanel)
#include "tst_requestspanel.moc"
