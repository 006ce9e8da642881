#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "tests/support/addinghelp.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/addingtable.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Somebody who has never seen the window, and who knows no key and no menu: drops three files, then finds,
/// edits, converts and exports one with what can be seen. On the smallest window that is promised.
class NewcomerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void threeFilesAreDropped();
    void oneIsFound();
    void itsNameIsChanged();
    void itIsConverted();
    void itIsExported();
    void cleanupTestCase();

private:
    /// Clicks what is in sight, and wholly inside of its window; false when it is not.
    template<typename Button>
    bool click(QWidget &window, const QString &name);
    const Image *imageNamed(const QString &name) const;
    QString disk(const QString &name);

    std::unique_ptr<test::RealEngine> m_engine;
    std::unique_ptr<QSettings> m_settings;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

template<typename Button>
bool NewcomerTest::click(QWidget &window, const QString &name)
{
    auto *button = window.findChild<Button *>(name);
    if (!button)
        return false;
    const bool isUsable = QTest::qWaitFor([button] { return button->isVisible() && button->isEnabled(); });
    const QRect place(button->mapTo(button->window(), QPoint()), button->size());
    if (!isUsable || !button->window()->rect().contains(place))
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

const Image *NewcomerTest::imageNamed(const QString &name) const
{
    const ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.imageAt(row)->name == name)
            return model.imageAt(row);
    }
    return nullptr;
}

QString NewcomerTest::disk(const QString &name)
{
    const QString path = m_engine->filePath(name % u".qcow2"_s);
    test::run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path, u"16M"_s });
    test::run(u"qemu-io"_s, { u"-c"_s, u"write -P %1 1M 1M"_s.arg(name.size()), path });
    return path;
}

void NewcomerTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    m_engine = std::make_unique<test::RealEngine>();
    m_settings = std::make_unique<QSettings>(m_engine->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->resize(1024, 640);
    m_window->show();
    m_window->attach(m_engine->service(), m_engine->queue());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void NewcomerTest::threeFilesAreDropped()
{
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(disk(u"alma"_s)), QUrl::fromLocalFile(disk(u"debian"_s)),
        QUrl::fromLocalFile(disk(u"opensuse"_s)) });
    QDragEnterEvent enter(QPoint(500, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QDropEvent event(QPointF(500, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
    AddingSheet *const sheet = test::waitForSheet(*m_window);
    QVERIFY(sheet);
    const auto *model = static_cast<AddingModel *>(sheet->table().model());
    QTRY_COMPARE(model->summary().checked, 3);
    auto *add = sheet->findChild<QPushButton *>(u"addButton"_s);
    QTRY_VERIFY(add->text().startsWith(u"Add 3"_s));
    QVERIFY(click<QPushButton>(*sheet, u"addButton"_s));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 3);
    for (const QString &name : { u"alma"_s, u"debian"_s, u"opensuse"_s })
        QTRY_COMPARE(imageNamed(name)->status, ImageStatus::Active);
}

void NewcomerTest::oneIsFound()
{
    QApplication::setActiveWindow(m_window.get());
    QLineEdit &field = m_window->toolBar().searchField();
    QTest::mouseClick(&field, Qt::LeftButton);
    QTest::keyClicks(&field, u"debi"_s);
    ImageListModel &model = m_window->catalogue()->model();
    QTRY_COMPARE(model.rowCount(), 1);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    ImageTableView &table = m_window->catalogue()->table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(model.index(0, 0)).center());
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
}

void NewcomerTest::itsNameIsChanged()
{
    if (!m_window->findChild<QLineEdit *>(u"nameEdit"_s)->isVisible())
        QVERIFY(click<QToolButton>(*m_window, u"button_action_details"_s));
    auto *name = m_window->findChild<QLineEdit *>(u"nameEdit"_s);
    QTRY_VERIFY(name->isVisible());
    QTest::mouseDClick(name, Qt::LeftButton);
    QTest::keyClicks(name, u"debian-exam"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(imageNamed(u"debian-exam"_s));
}

void NewcomerTest::itIsConverted()
{
    QVERIFY(click<QToolButton>(*m_window, u"button_action_convert"_s));
    auto *dialog = m_window->findChild<QDialog *>(u"convertDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    auto *purpose = dialog->findChild<QComboBox *>(u"convertPurpose"_s);
    while (purpose->currentData() != u"virtualbox"_s)
        QTest::keyClick(purpose, Qt::Key_Down);
    QVERIFY(click<QPushButton>(*dialog, u"convertAccept"_s));
    QTRY_VERIFY(imageNamed(u"debian-exam (vdi)"_s));
    QTRY_COMPARE(imageNamed(u"debian-exam (vdi)"_s)->status, ImageStatus::Active);
}

void NewcomerTest::itIsExported()
{
    const QString path = m_engine->filePath(u"out.qcow2"_s);
    m_chooser.paths = { path };
    QApplication::setActiveWindow(m_window.get());
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QCOMPARE(m_window->catalogue()->selectedImages().constFirst().name, u"debian-exam"_s);
    QVERIFY(click<QToolButton>(*m_window, u"button_action_export"_s));
    QTRY_VERIFY(QFileInfo::exists(path));
    QTRY_VERIFY(!m_engine->queue().hasUnfinished());
    QCOMPARE(test::readFile(path), test::readFile(m_engine->filePath(u"debian.qcow2"_s)));
}

void NewcomerTest::cleanupTestCase()
{
    m_window.reset();
    m_engine.reset();
}

QTEST_MAIN(NewcomerTest)
#include "tst_newcomer.moc"
