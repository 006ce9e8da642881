#include <QAction>
#include <QCryptographicHash>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListView>
#include <QLoggingCategory>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "app/vitrine/application.h"
#include "app/vitrine/language.h"
#include "core/openstack/imageapi.h"
#include "core/service/imageservice.h"
#include "tests/openstack/cuttingproxy.h"
#include "tests/openstack/realcloud.h"
#include "tests/support/addinghelp.h"
#include "tests/support/testfiles.h"
#include "ui/catalogs/cataloguelistmodel.h"
#include "ui/dialogs/offersdialog.h"
#include "ui/images/imagelistmodel.h"
#include "ui/transfers/transferspanel.h"
#include "ui/transfers/transfersview.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/catalogueview.h"
#include "ui/window/mainwindow.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int diskMegabytes = 160;

QByteArray sha512OfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha512);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

} // namespace

/// The whole program with its real window, clicked through against a real Keystone and Glance.
class CloudWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    // One walk: each step stands on the one before.
    void aDroppedFileBringsTheClouds();
    void aClickShowsTheImagesOfACloud();
    void aDroppedDiskIsUploaded();
    void theImageIsDescribed();
    void theImageIsSharedWithAProject();
    void thatProjectAcceptsIt();
    void theImageIsDeactivatedAndReactivated();
    void theImageIsDownloadedThoughTheNetworkIsCut();
    void theImageIsCopiedIntoTheCatalogue();
    void theImageIsDeletedAfterAQuestion();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QAction *action(const char *name) const
    {
        return m_window->findChild<QAction *>(u"action_"_s + QLatin1String(name));
    }
    /// The clouds of the service, student's through the network that can be cut.
    QString cloudsFile() const;
    void makeDisk() const;
    void drop(const QString &file);
    void click(const QString &label);
    const Image *shown(const QString &name) const;
    bool select(const QString &name);
    QJsonArray listed(const QString &cloud) const;
    /// As the openstack client lists it; null when it does not.
    QString stateInCloud(const QString &name, const QString &cloud = QStringLiteral("student")) const;
    void show(const QString &cloud);

    QTemporaryDir m_folder;
    std::unique_ptr<test::RealCloud> m_cloud;
    std::unique_ptr<test::CuttingProxy> m_network; ///< between the window and student's Glance
    QElapsedTimer m_clock;
    Language m_language;
    std::unique_ptr<Application> m_application;
    MainWindow *m_window = nullptr;
    QStringList m_states; ///< that the image was seen in
};

void CloudWindowTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.*.warning=false"_s);
    m_cloud = std::make_unique<test::RealCloud>();
    if (!m_cloud->problem().isNull())
        QSKIP(qPrintable(m_cloud->problem()));
    m_network = std::make_unique<test::CuttingProxy>(m_cloud->glancePort());
    QVERIFY(!m_network->url().isEmpty());
    // Nothing of whoever runs the test.
    for (const char *name : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" }) {
        const QString folder = path(QString::fromLatin1(name));
        QVERIFY(QDir().mkpath(folder));
        qputenv(name, folder.toLocal8Bit());
    }
    for (const QString &name : QProcessEnvironment::systemEnvironment().keys()) {
        if (name.startsWith(u"OS_"))
            qunsetenv(qPrintable(name));
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    qputenv("VITRINE_COLOR_SCHEME", "light");
    QVERIFY(QDir::setCurrent(path(u"HOME"_s)));
    StartOptions options;
    options.catalogue = path(u"images"_s);
    options.isCatalogueGiven = true;
    m_clock.start();
    m_application = std::make_unique<Application>(*qApp, options, m_language, m_clock);
    m_application->start();
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *each : windows)
        m_window = m_window ? m_window : qobject_cast<MainWindow *>(each);
    QVERIFY(m_window);
    m_window->resize(1280, 800);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->catalogue(), 20'000);
}

void CloudWindowTest::cleanupTestCase()
{
    m_application.reset();
    m_network.reset();
    m_cloud.reset();
}

QString CloudWindowTest::cloudsFile() const
{
    QByteArray clouds = test::readFile(m_cloud->configFile());
    const QByteArray student("  student:\n");
    const QByteArray through("    image_endpoint_override: " + m_network->url().toLatin1() + '\n');
    clouds.replace(student, QByteArray(student + through));
    const QString file = path(u"clouds.yaml"_s);
    test::writeFile(file, clouds);
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    return file;
}

void CloudWindowTest::drop(const QString &file)
{
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(file) });
    QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(600, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window, &event);
}

/// So large that it takes its time, and full of what nothing can shorten.
void CloudWindowTest::makeDisk() const
{
    const QString raw = path(u"walk.raw"_s);
    QFile out(raw);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QByteArray piece(1 << 20, Qt::Uninitialized);
    for (int i = 0; i < diskMegabytes; ++i) {
        QRandomGenerator::global()->generate(reinterpret_cast<quint32 *>(piece.data()),
            reinterpret_cast<quint32 *>(piece.data() + piece.size()));
        QCOMPARE(out.write(piece), piece.size());
    }
    out.close();
    QCOMPARE(QProcess::execute(u"qemu-img"_s,
                 { u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, u"qcow2"_s, raw, path(u"walk.qcow2"_s) }),
        0);
}

void CloudWindowTest::click(const QString &label)
{
    auto *list = m_window->findChild<QListView *>(u"catalogueList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data().toString() != label)
            continue;
        list->scrollTo(index);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        return;
    }
    QFAIL("no such entry");
}

const Image *CloudWindowTest::shown(const QString &name) const
{
    const ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.imageAt(row)->name == name)
            return model.imageAt(row);
    }
    return nullptr;
}

bool CloudWindowTest::select(const QString &name)
{
    const Image *image = shown(name);
    if (!image)
        return false;
    m_window->catalogue()->table().setCurrentImage(image->id);
    // Commands follow the selection in the next turn of the event loop.
    return QTest::qWaitFor([this] {
        return m_window->catalogue()->selectedImages().size() == 1 && action("copyId")->isEnabled();
    });
}

QJsonArray CloudWindowTest::listed(const QString &cloud) const
{
    QProcess client;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, m_cloud->configFile());
    client.setProcessEnvironment(environment);
    client.start(u"openstack"_s, { u"--os-cloud"_s, cloud, u"image"_s, u"list"_s, u"-f"_s, u"json"_s });
    client.waitForFinished(120'000);
    return QJsonDocument::fromJson(client.readAllStandardOutput()).array();
}

QString CloudWindowTest::stateInCloud(const QString &name, const QString &cloud) const
{
    const QJsonArray images = listed(cloud);
    for (const QJsonValue &image : images) {
        if (image[u"Name"_s].toString() == name)
            return image[u"Status"_s].toString();
    }
    return {};
}

void CloudWindowTest::aDroppedFileBringsTheClouds()
{
    auto *list = m_window->findChild<QListView *>(u"catalogueList"_s);
    const int before = list->model()->rowCount();
    drop(cloudsFile());
    // A heading and the clouds of the file.
    const qsizetype clouds = test::readFile(m_cloud->configFile()).count("auth_url:");
    QVERIFY(clouds >= 2);
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), before + 1 + clouds, 20'000);
    QVERIFY(m_window->isVisible());
    QVERIFY(QFileInfo::exists(path(u"XDG_CONFIG_HOME/vitrine/clouds.json"_s)));
}

void CloudWindowTest::show(const QString &cloud)
{
    click(cloud);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->catalogue() && m_window->windowTitle().startsWith(cloud), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->catalogue()->model().state(), ImageListModel::State::Complete, 60'000);
}

void CloudWindowTest::aClickShowsTheImagesOfACloud()
{
    show(u"student"_s);
    QCOMPARE(m_window->catalogue()->model().rowCount(), listed(u"student"_s).size());
    QVERIFY(!action("trash")->isEnabled());
    QVERIFY(action("trash")->toolTip().contains(u"no trash"_s));
    QVERIFY(!action("diskUse")->isEnabled());
    QVERIFY(!action("checkIntegrity")->isEnabled());
}

void CloudWindowTest::aDroppedDiskIsUploaded()
{
    makeDisk();
    const ImageListModel &model = m_window->catalogue()->model();
    const auto note = [this] {
        const Image *image = shown(u"walk"_s);
        const QString state = image ? imageStatusName(image->status) : QString();
        if (image && m_states.value(m_states.size() - 1) != state)
            m_states.append(state);
    };
    connect(&model, &QAbstractItemModel::dataChanged, this, note);
    connect(&model, &QAbstractItemModel::rowsInserted, this, note);
    // Else it is there before anybody has looked.
    m_network->limit(16 << 20);
    drop(path(u"walk.qcow2"_s));
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_VERIFY_WITH_TIMEOUT(shown(u"walk"_s) && shown(u"walk"_s)->status == ImageStatus::Saving, 60'000);
    QCOMPARE(stateInCloud(u"walk"_s), u"saving"_s);
    m_network->limit(0);
    QTRY_COMPARE_WITH_TIMEOUT(shown(u"walk"_s)->status, ImageStatus::Active, 60'000);
    QCOMPARE(m_states, QStringList({ u"queued"_s, u"saving"_s, u"active"_s }));
    const Image image = *shown(u"walk"_s);
    QCOMPARE(image.diskFormat, DiskFormat::Qcow2);
    QCOMPARE(image.size, QFileInfo(path(u"walk.qcow2"_s)).size());
    QCOMPARE(image.osHashValue.toLatin1(), sha512OfFile(path(u"walk.qcow2"_s)));
    QCOMPARE(stateInCloud(u"walk"_s), u"active"_s);
}

void CloudWindowTest::theImageIsDescribed()
{
    QVERIFY(select(u"walk"_s));
    QVERIFY(action("rename")->isEnabled());
    action("rename")->trigger();
    QWidget *editor = nullptr;
    QTRY_VERIFY((editor = m_window->focusWidget()) && qobject_cast<QLineEdit *>(editor));
    qobject_cast<QLineEdit *>(editor)->selectAll();
    QTest::keyClicks(editor, u"walked"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(shown(u"walked"_s), 20'000);
    QCOMPARE(stateInCloud(u"walked"_s), u"active"_s);
}

void CloudWindowTest::theImageIsSharedWithAProject()
{
    QVERIFY(select(u"walked"_s));
    ImageApi teacher(m_cloud->cloud(u"teacher"_s));
    const auto token = teacher.session().token({});
    QVERIFY(token);
    auto *field = m_window->findChild<QLineEdit *>(u"newMemberEdit"_s);
    QTRY_VERIFY(field && field->isVisibleTo(m_window));
    field->setText(token->projectId);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QToolButton *>(u"memberAnswerButton"_s), 20'000);
    QCOMPARE(m_window->findChild<QToolButton *>(u"memberAnswerButton"_s)->text(), u"Pending"_s);
    QVERIFY(stateInCloud(u"walked"_s, u"teacher"_s).isNull());
}

void CloudWindowTest::thatProjectAcceptsIt()
{
    show(u"teacher"_s);
    QVERIFY(!shown(u"walked"_s));
    // The window says so by itself.
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && strip->sentence().contains(u"“walked”"_s), 30'000);
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    auto *dialog = m_window->findChild<OffersDialog *>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"acceptOffer"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown(u"walked"_s), 20'000);
    QTRY_VERIFY(!m_window->findChild<OffersDialog *>());
    QCOMPARE(stateInCloud(u"walked"_s, u"teacher"_s), u"active"_s);
    // It is not teacher's to change.
    QVERIFY(select(u"walked"_s));
    QVERIFY(action("export")->isEnabled());
    QVERIFY(!action("delete")->isEnabled());
    show(u"student"_s);
}

void CloudWindowTest::theImageIsDeactivatedAndReactivated()
{
    // Glance's own policy lets whoever owns an image do that from Antelope on; before it takes an
    // administrator.
    QVERIFY(select(u"walked"_s));
    QVERIFY(action("deactivate")->isEnabled());
    action("deactivate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shown(u"walked"_s)->status == ImageStatus::Deactivated, 20'000);
    QCOMPARE(stateInCloud(u"walked"_s), u"deactivated"_s);
    QTRY_VERIFY(action("reactivate")->isEnabled());
    QVERIFY(!action("export")->isEnabled());
    action("reactivate")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shown(u"walked"_s)->status == ImageStatus::Active, 20'000);
}

void CloudWindowTest::theImageIsDownloadedThoughTheNetworkIsCut()
{
    const qint64 size = QFileInfo(path(u"walk.qcow2"_s)).size();
    m_network->cut(3, size / 5);
    QVERIFY(select(u"walked"_s));
    QTRY_VERIFY(action("export")->isEnabled());
    action("export")->trigger();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_window->findChild<QFileDialog *>()));
    const QString target = path(u"back.qcow2"_s);
    auto *line = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(line);
    line->setText(target);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(target), 60'000);
    QCOMPARE(sha512OfFile(target), sha512OfFile(path(u"walk.qcow2"_s)));
    QCOMPARE(m_network->cutsLeft(), 0);
    // What had come was not asked for again.
    QVERIFY2(m_network->dataBytes() < size + size / 20, qPrintable(QString::number(m_network->dataBytes())));
    const auto *transfers = m_window->transfers().findChild<TransfersView *>();
    QVERIFY(transfers);
    const QString told = transfers->model()
                             ->index(transfers->model()->rowCount() - 1, 0)
                             .data(Qt::AccessibleTextRole)
                             .toString();
    QVERIFY2(told.contains(u"hash verified"_s), qPrintable(told));
    QCOMPARE(stateInCloud(u"walked"_s), u"active"_s);
}

void CloudWindowTest::theImageIsCopiedIntoTheCatalogue()
{
    QVERIFY(select(u"walked"_s));
    auto *menu = m_window->findChild<QMenu *>(u"copyToMenu"_s);
    QAction *here = nullptr;
    for (QAction *entry : menu->actions())
        here = entry->data().toString() == path(u"images"_s) ? entry : here;
    QVERIFY(here);
    Q_EMIT menu->triggered(here);
    click(u"images"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown(u"walked"_s) && shown(u"walked"_s)->status == ImageStatus::Active, 60'000);
    QCOMPARE(shown(u"walked"_s)->osHashValue.toLatin1(), sha512OfFile(path(u"walk.qcow2"_s)));
    show(u"student"_s);
}

void CloudWindowTest::theImageIsDeletedAfterAQuestion()
{
    QVERIFY(select(u"walked"_s));
    QTRY_VERIFY(action("delete")->isEnabled());
    const auto question = [this] {
        QMessageBox *box = nullptr;
        (void)QTest::qWaitFor(
            [this, &box] { return (box = m_window->findChild<QMessageBox *>()) != nullptr; });
        return box;
    };
    action("delete")->trigger();
    QMessageBox *box = question();
    QVERIFY(box && box->text().contains(u"walked"_s) && box->informativeText().contains(u"undone"_s));
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    QVERIFY(shown(u"walked"_s));
    action("delete")->trigger();
    box = question();
    QVERIFY(box);
    const QList<QAbstractButton *> buttons = box->buttons();
    for (QAbstractButton *button : buttons) {
        if (box->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!shown(u"walked"_s), 20'000);
    QVERIFY(!action("undo")->text().contains(u"deletion"_s));
    QVERIFY(stateInCloud(u"walked"_s).isNull());
}

QTEST_MAIN(CloudWindowTest)
#include "tst_cloudwindow.moc"
