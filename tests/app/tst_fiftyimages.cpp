#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include "tests/app/ctl.h"
#include "tests/app/xdesktop.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::Ctl;
using test::XDesktop;

namespace {

constexpr int many = 50;
constexpr int patienceMs = 60'000;

XDesktop *desktop = nullptr;

} // namespace

/// An admin does fifty images at once in the real window, on a real X server, and touches no mouse.
class FiftyImagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fiftyFilesArePastedAndAdded();
    void allAreTaggedAndGivenAProperty();
    void allAreExported();
    void allAreDeletedAndComeBack();
    void thePaletteDoesIt();
    void cleanupTestCase();

private:
    QJsonArray images(const QStringList &options = {}) const;
    int countOf(const QString &key, const QString &value) const;
    void focusList() const;

    Ctl m_ctl;
    QProcess m_window;
};

QJsonArray FiftyImagesTest::images(const QStringList &options) const
{
    return m_ctl.run(QStringList{ u"image"_s, u"list"_s, u"--long"_s, u"-f"_s, u"json"_s } + options).array();
}

int FiftyImagesTest::countOf(const QString &key, const QString &value) const
{
    int count = 0;
    const QJsonArray all = images();
    for (const QJsonValue &image : all)
        count += image.toObject().value(key).toString() == value ? 1 : 0;
    return count;
}

void FiftyImagesTest::focusList() const
{
    desktop->keys({ u"ctrl+f"_s, u"Escape"_s, u"Escape"_s });
}

void FiftyImagesTest::initTestCase()
{
    QVERIFY(desktop->startManager());
    QCOMPARE(desktop->startWindow(m_window, m_ctl).size(), QSize(1024, 640));
}

void FiftyImagesTest::fiftyFilesArePastedAndAdded()
{
    QVERIFY(QDir().mkpath(m_ctl.path(u"files"_s)));
    auto *copied = new QMimeData;
    QList<QUrl> urls;
    for (int number = 0; number < many; ++number) {
        const QString path = m_ctl.path(u"files/node-%1.img"_s.arg(number, 2, 10, QChar(u'0')));
        test::writeFile(path, test::patternBytes(200'000, quint32(number + 1)));
        urls.append(QUrl::fromLocalFile(path));
    }
    copied->setUrls(urls);
    QApplication::clipboard()->setMimeData(copied);
    QTest::qWait(300);
    desktop->keys({ u"ctrl+v"_s });
    QVERIFY(desktop->waitForActive(u"Add images"_s));
    // They are looked into before they can be added.
    QTest::qWait(3000);
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(countOf(u"Status"_s, u"active"_s), many, patienceMs);
}

void FiftyImagesTest::allAreTaggedAndGivenAProperty()
{
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    focusList();
    desktop->keys({ u"ctrl+a"_s, u"ctrl+t"_s });
    desktop->type(u"lab"_s);
    desktop->keys({ u"Return"_s, u"ctrl+p"_s });
    desktop->type(u"os_distro"_s);
    desktop->keys({ u"Return"_s });
    QTest::qWait(500);
    desktop->type(u"debian"_s);
    desktop->keys({ u"Return"_s });
    QTest::qWait(500);
    desktop->keys({ u"alt+p"_s });
    QVERIFY(desktop->waitForActive(u"Change several images"_s));
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(
        images({ u"--tag"_s, u"lab"_s, u"--property"_s, u"os_distro=debian"_s }).size(), many, patienceMs);
    // One step back takes all of it away, and one forward makes it again.
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    focusList();
    desktop->keys({ u"ctrl+z"_s });
    QTRY_COMPARE_WITH_TIMEOUT(images({ u"--tag"_s, u"lab"_s }).size(), 0, patienceMs);
    desktop->keys({ u"ctrl+shift+z"_s });
    QTRY_COMPARE_WITH_TIMEOUT(images({ u"--tag"_s, u"lab"_s }).size(), many, patienceMs);
}

void FiftyImagesTest::allAreExported()
{
    const QString folder = m_ctl.path(u"out"_s);
    QVERIFY(QDir().mkpath(folder));
    focusList();
    desktop->keys({ u"ctrl+a"_s, u"ctrl+d"_s });
    QVERIFY(desktop->waitForActive(u"into a folder"_s));
    desktop->keys({ u"ctrl+a"_s });
    desktop->type(folder);
    QTest::qWait(500);
    desktop->keys({ u"Return"_s });
    const auto exported = [&folder] { return QDir(folder).entryList({ u"node-*"_s }, QDir::Files).size(); };
    QTRY_COMPARE_WITH_TIMEOUT(exported(), many, patienceMs);
    const QString one = QDir(folder).entryList({ u"node-07*"_s }, QDir::Files).value(0);
    QTRY_COMPARE(test::readFile(folder % u'/' % one), test::readFile(m_ctl.path(u"files/node-07.img"_s)));
}

void FiftyImagesTest::allAreDeletedAndComeBack()
{
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    focusList();
    desktop->keys({ u"ctrl+a"_s, u"Delete"_s });
    QTRY_COMPARE_WITH_TIMEOUT(images().size(), 0, patienceMs);
    QTest::qWait(500);
    desktop->keys({ u"ctrl+z"_s });
    QTRY_COMPARE_WITH_TIMEOUT(countOf(u"Status"_s, u"active"_s), many, patienceMs);
}

void FiftyImagesTest::thePaletteDoesIt()
{
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    focusList();
    desktop->keys({ u"ctrl+a"_s, u"ctrl+k"_s });
    QTest::qWait(500);
    desktop->type(u"deactivate"_s);
    QTest::qWait(500);
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(countOf(u"Status"_s, u"deactivated"_s), many, patienceMs);
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    desktop->keys({ u"ctrl+q"_s });
    QVERIFY(QTest::qWaitFor([this] { return m_window.state() == QProcess::NotRunning; }, 20'000));
    QCOMPARE(m_window.exitCode(), 0);
}

void FiftyImagesTest::cleanupTestCase()
{
    XDesktop::endWindow(m_window, u"fiftyimages-failed.png"_s);
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi);
    XDesktop ownDesktop;
    if (!ownDesktop.isThere())
        qFatal("Xvfb did not start");
    desktop = &ownDesktop;
    qputenv("QT_QPA_PLATFORM", "xcb");
    QApplication application(argc, argv);
    FiftyImagesTest walk;
    return QTest::qExec(&walk, argc, argv);
}

#include "tst_fiftyimages.moc"
