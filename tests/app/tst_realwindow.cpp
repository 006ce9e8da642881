#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QTest>
#include <QUrl>

#include "tests/app/ctl.h"
#include "tests/app/xdesktop.h"
#include "tests/support/testfiles.h"
#include "ui/window/theme.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::Ctl;
using test::XDesktop;

namespace {

/// A file manager with one selection in it, which can be dragged out.
class DragSource final : public QLabel
{
public:
    explicit DragSource(const QStringList &paths)
        : QLabel(u"files"_s, nullptr, Qt::FramelessWindowHint)
    {
        setAlignment(Qt::AlignCenter);
        for (const QString &path : paths)
            m_urls.append(QUrl::fromLocalFile(path));
    }

    Qt::DropAction outcome = Qt::IgnoreAction;

protected:
    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (!(event->buttons() & Qt::LeftButton) || m_isDragging)
            return;
        m_isDragging = true;
        auto *data = new QMimeData;
        data->setUrls(m_urls);
        auto *drag = new QDrag(this);
        drag->setMimeData(data);
        outcome = drag->exec(Qt::CopyAction | Qt::MoveAction, Qt::CopyAction);
        m_isDragging = false;
    }

private:
    QList<QUrl> m_urls;
    bool m_isDragging = false;
};

/// A file manager's other window, into which things are dragged.
class DragTarget final : public QLabel
{
public:
    DragTarget()
        : QLabel(u"drop here"_s, nullptr, Qt::FramelessWindowHint)
    {
        setAcceptDrops(true);
    }

    QList<QUrl> urls;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override
    {
        if (event->mimeData()->hasUrls())
            event->acceptProposedAction();
    }
    void dropEvent(QDropEvent *event) override
    {
        urls = event->mimeData()->urls();
        event->acceptProposedAction();
    }
};

XDesktop *desktop = nullptr;

} // namespace

/// The real program on a real X server, with a real mouse, a real keyboard and a real drag and drop. What
/// came of it is asked of vitrinectl. One walk: each step goes on where the one before ended.
class RealWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesDraggedOntoTheWindowBecomeImages();
    void aWholePathIsTypedIntoTheFileDialog();
    void keysFindAndRename();
    void theMouseSelectsWhatTheKeysDelete();
    void undoBringsItBackSelected();
    void anImageIsExportedByKeys();
    void anImageIsDraggedOutAsAFile();
    void aQueuedImageIsGivenItsData();
    void theMenuOfTheRightButtonOpens();
    void aSecondStartHandsItsFilesOver();
    void keysQuit();
    void cleanupTestCase();

private:
    void search(const QString &text);
    QString statusOf(const QString &name) const;
    QStringList names() const;
    /// The selected row of the list, by its colour on the screen.
    QRect selectedRow() const;
    QString copiedId();
    QString disk(const QString &name, quint32 seed) const;

    Ctl m_ctl;
    QProcess m_window;
    QRect m_place;
};

QString RealWindowTest::disk(const QString &name, quint32 seed) const
{
    const QString raw = m_ctl.path(name % u".raw"_s);
    const QString path = m_ctl.path(name % u".qcow2"_s);
    test::writeFile(raw, test::patternBytes(1 << 20, seed));
    test::run(u"qemu-img"_s, { u"convert"_s, u"-q"_s, u"-f"_s, u"raw"_s, u"-O"_s, u"qcow2"_s, raw, path });
    QFile::remove(raw);
    return path;
}

QString RealWindowTest::statusOf(const QString &name) const
{
    const test::Outcome shown
        = m_ctl.run({ u"image"_s, u"show"_s, u"-f"_s, u"value"_s, u"-c"_s, u"status"_s, name });
    return QString::fromUtf8(shown.out).trimmed();
}

QStringList RealWindowTest::names() const
{
    QStringList names;
    const QJsonArray images = m_ctl.run({ u"image"_s, u"list"_s, u"-f"_s, u"json"_s }).array();
    for (const QJsonValue &image : images)
        names.append(image.toObject().value(u"Name"_s).toString());
    names.sort();
    return names;
}

QRect RealWindowTest::selectedRow() const
{
    const QRgb colour = themePalette(ColorScheme::Light, defaultAccent(ColorScheme::Light))
                            .color(QPalette::Highlight)
                            .rgb();
    const QImage screen = XDesktop::picture();
    // The names of the list stand at the left of the window's middle, where nothing else has this colour so
    // far across.
    constexpr int least = 60;
    QRect row;
    for (int y = m_place.top(); y < m_place.bottom(); ++y) {
        int found = 0;
        for (int x = m_place.center().x() - 2 * least; x < m_place.center().x(); ++x)
            found += screen.pixel(x, y) == colour ? 1 : 0;
        if (found < least)
            continue;
        if (row.isNull())
            row = QRect(m_place.center().x() - 2 * least, y, 2 * least, 1);
        row.setBottom(y);
    }
    return row;
}

QString RealWindowTest::copiedId()
{
    QApplication::clipboard()->clear();
    desktop->keys({ u"ctrl+c"_s });
    (void)QTest::qWaitFor([] { return QApplication::clipboard()->text().size() == 36; }, 5000);
    return QApplication::clipboard()->text();
}

void RealWindowTest::search(const QString &text)
{
    desktop->keys({ u"ctrl+f"_s, u"ctrl+a"_s, u"Delete"_s });
    desktop->type(text);
    QTest::qWait(400);
    desktop->keys({ u"Down"_s });
    QTRY_VERIFY(selectedRow().height() > 10);
}

void RealWindowTest::initTestCase()
{
    QVERIFY(desktop->startManager());
    m_place = desktop->startWindow(m_window, m_ctl);
    QCOMPARE(m_place.size(), QSize(1024, 640));
}

void RealWindowTest::filesDraggedOntoTheWindowBecomeImages()
{
    DragSource source({ disk(u"debian-12"_s, 1), disk(u"fedora-40"_s, 2), disk(u"ubuntu-22.04"_s, 3) });
    source.setGeometry(20, 720, 160, 120);
    source.show();
    QVERIFY(QTest::qWaitForWindowExposed(&source));
    desktop->drag({ 100, 780 }, m_place.center());
    QTRY_COMPARE(source.outcome, Qt::CopyAction);
    source.hide();
    QVERIFY(desktop->waitForActive(u"Add images"_s));
    // They are looked into before they can be added.
    QTest::qWait(1500);
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(
        names(), (QStringList{ u"debian-12"_s, u"fedora-40"_s, u"ubuntu-22.04"_s }), 20'000);
    for (const QString &name : names())
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(name), u"active"_s, 20'000);
}

void RealWindowTest::aWholePathIsTypedIntoTheFileDialog()
{
    const QString path = disk(u"rocky-9"_s, 4);
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    desktop->keys({ u"ctrl+o"_s });
    QVERIFY(desktop->waitForActive(u"Add disk images"_s));
    desktop->type(path);
    // The proposals of the dialog are open now.
    QTest::qWait(500);
    desktop->keys({ u"Return"_s });
    QVERIFY(desktop->waitForActive(u"Add images"_s));
    QTest::qWait(1000);
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"rocky-9"_s), u"active"_s, 20'000);
}

void RealWindowTest::keysFindAndRename()
{
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    search(u"rocky"_s);
    desktop->keys({ u"F2"_s, u"ctrl+a"_s });
    desktop->type(u"exam-2026"_s);
    desktop->keys({ u"Return"_s });
    QTRY_VERIFY_WITH_TIMEOUT(names().contains(u"exam-2026"_s), 10'000);
    desktop->keys({ u"ctrl+z"_s });
    QTRY_VERIFY_WITH_TIMEOUT(names().contains(u"rocky-9"_s), 10'000);
    desktop->keys({ u"ctrl+shift+z"_s });
    QTRY_VERIFY_WITH_TIMEOUT(names().contains(u"exam-2026"_s), 10'000);
    desktop->keys({ u"ctrl+f"_s, u"Escape"_s, u"Escape"_s });
}

void RealWindowTest::theMouseSelectsWhatTheKeysDelete()
{
    // The newest stands first.
    desktop->keys({ u"Home"_s });
    QTRY_VERIFY(selectedRow().height() > 10);
    const QRect first = selectedRow();
    const QString before = copiedId();
    desktop->click(first.center() + QPoint(0, first.height()));
    QTRY_VERIFY(selectedRow().top() > first.top());
    const QString id = copiedId();
    QCOMPARE(id.size(), 36);
    QVERIFY(id != before);
    desktop->keys({ u"Delete"_s });
    QTRY_VERIFY_WITH_TIMEOUT(
        m_ctl.run({ u"image"_s, u"list"_s, u"--trash"_s, u"-f"_s, u"json"_s }).out.contains(id.toLatin1()),
        10'000);
}

void RealWindowTest::undoBringsItBackSelected()
{
    QTest::qWait(300);
    desktop->keys({ u"ctrl+z"_s });
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 4, 10'000);
    QTRY_VERIFY(selectedRow().height() > 10);
    const QString id = copiedId();
    QCOMPARE(
        m_ctl.must({ u"image"_s, u"show"_s, u"-f"_s, u"value"_s, u"-c"_s, u"status"_s, id }), u"active"_s);
}

void RealWindowTest::anImageIsExportedByKeys()
{
    const QString path = m_ctl.path(u"out.qcow2"_s);
    search(u"debian"_s);
    desktop->keys({ u"ctrl+d"_s });
    QVERIFY(desktop->waitForActive(u"Export"_s));
    desktop->keys({ u"ctrl+a"_s });
    desktop->type(path);
    QTest::qWait(300);
    desktop->keys({ u"Return"_s });
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(path), 20'000);
    QCOMPARE(test::readFile(path), test::readFile(m_ctl.path(u"debian-12.qcow2"_s)));
}

void RealWindowTest::anImageIsDraggedOutAsAFile()
{
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    search(u"debian"_s);
    DragTarget target;
    target.setGeometry(20, 720, 160, 120);
    target.show();
    QVERIFY(QTest::qWaitForWindowExposed(&target));
    desktop->drag(selectedRow().center(), { 100, 780 });
    QTRY_COMPARE(target.urls.size(), 1);
    const QString path = target.urls.constFirst().toLocalFile();
    QVERIFY2(path.endsWith(u"debian-12.qcow2"_s), qPrintable(path));
    QCOMPARE(test::readFile(path), test::readFile(m_ctl.path(u"debian-12.qcow2"_s)));
}

void RealWindowTest::aQueuedImageIsGivenItsData()
{
    m_ctl.must({ u"image"_s, u"create"_s, u"reserved"_s });
    const QString path = disk(u"late"_s, 5);
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    search(u"reserved"_s);
    // From the menu of the image, as somebody finds it: its second entry.
    desktop->keys({ u"alt+i"_s, u"Down"_s, u"Return"_s });
    QVERIFY(desktop->waitForActive(u"Add data"_s));
    desktop->type(path);
    QTest::qWait(300);
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"reserved"_s), u"active"_s, 20'000);
    QCOMPARE(m_ctl.show(u"reserved"_s).value(u"disk_format"_s).toString(), u"qcow2"_s);
}

void RealWindowTest::theMenuOfTheRightButtonOpens()
{
    desktop->keys({ u"ctrl+f"_s, u"Escape"_s, u"Escape"_s, u"Home"_s });
    QTRY_VERIFY(selectedRow().height() > 10);
    const QRect row = selectedRow();
    const QImage before = XDesktop::picture();
    desktop->click(row.center(), 3);
    const QRect menu(row.center() + QPoint(10, 10), QSize(120, 120));
    QTRY_VERIFY(XDesktop::picture().copy(menu) != before.copy(menu));
    desktop->keys({ u"Escape"_s });
    QTRY_VERIFY(XDesktop::picture().copy(menu) == before.copy(menu));
}

void RealWindowTest::aSecondStartHandsItsFilesOver()
{
    const QString path = disk(u"second"_s, 6);
    QProcess second;
    second.setProcessEnvironment(m_window.processEnvironment());
    second.start(qEnvironmentVariable("VITRINE"), { u"--catalog"_s, m_ctl.catalogue(), path });
    QVERIFY(QTest::qWaitFor([&second] { return second.state() == QProcess::NotRunning; }, 20'000));
    QCOMPARE(second.exitCode(), 0);
    QVERIFY(desktop->waitForActive(u"Add images"_s));
    QTest::qWait(1000);
    desktop->keys({ u"Return"_s });
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"second"_s), u"active"_s, 20'000);
}

void RealWindowTest::keysQuit()
{
    QVERIFY(desktop->waitForActive(u"— Vitrine"_s));
    desktop->keys({ u"ctrl+q"_s });
    QVERIFY(QTest::qWaitFor([this] { return m_window.state() == QProcess::NotRunning; }, 20'000));
    QCOMPARE(m_window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_window.exitCode(), 0);
}

void RealWindowTest::cleanupTestCase()
{
    XDesktop::endWindow(m_window, u"realwindow-failed.png"_s);
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
    RealWindowTest walk;
    return QTest::qExec(&walk, argc, argv);
}

#include "tst_realwindow.moc"
