#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "core/image/imagelimits.h"
#include "tests/support/sampleimages.h"
#include "ui/images/propertieseditor.h"
#include "ui/images/propertydefinitionsmodel.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::sampleImage;

class TestPropertiesEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void knowsTheDefinitions();
    void everyKindOfValueHasItsEditor();
    void choosesFromAList();
    void countsWithASpinBox();
    void switchesOnAndOff();
    void writesFreeText();
    void aValueOutsideItsDefinitionIsKeptAndExplained();
    void addsAKnownPropertyByWhatItIsAbout();
    void addsAFreeProperty();
    void addingASwitchSwitchesItOn();
    void addsFromTheBrowser();
    void whatTheEngineRefusesIsSaidInItsWords();
    void tooManyPropertiesAreRefused();
    void removesAProperty();
    void onePropertyWithoutAValueCanBeDropped();
    void theServicesOwnPropertiesCannotBeEdited();
    void whatIsBeingWrittenStays();
    void theWheelChangesNothingInPassing();

private:
    template<typename Widget>
    Widget *editor(const QString &name) const
    {
        for (Widget *each : m_editor->findChildren<Widget *>(u"value:"_s + name)) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    QToolButton *removeButton(const QString &name) const
    {
        return editor<QWidget>(name)->parentWidget()->findChild<QToolButton *>(u"removePropertyButton"_s);
    }
    QLabel *complaint(const QString &name) const
    {
        return editor<QWidget>(name)->parentWidget()->findChild<QLabel *>(u"complaint:"_s + name);
    }
    QLineEdit *nameField() const { return m_editor->findChild<QLineEdit *>(u"newPropertyEdit"_s); }
    void write(const QString &name);
    void show(const QMap<QString, QString> &properties);

    std::unique_ptr<PropertiesEditor> m_editor;
    Image m_image;
    QMap<QString, QString> m_set;
    QStringList m_removed;
};

void TestPropertiesEditor::init()
{
    m_set.clear();
    m_removed.clear();
    m_image = sampleImage(0);
    m_editor = std::make_unique<PropertiesEditor>();
    connect(m_editor.get(), &PropertiesEditor::changeRequested, this, [this](const ImagePatch &patch) {
        m_set = patch.setProperties;
        m_removed = patch.removeProperties;
        // The service does as it is told.
        m_image = *applyPatch(m_image, patch, {});
        m_editor->setImage(m_image);
    });
    m_editor->resize(340, 600);
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    show({ { u"hw_disk_bus"_s, u"scsi"_s }, { u"hw_cpu_cores"_s, u"2"_s },
        { u"hw_vif_multiqueue_enabled"_s, u"true"_s }, { u"os_version"_s, u"12"_s } });
}

void TestPropertiesEditor::cleanup()
{
    // What is being written is taken over when its field loses the focus.
    m_editor->close();
    m_editor.reset();
}

void TestPropertiesEditor::show(const QMap<QString, QString> &properties)
{
    m_image.properties = properties;
    m_editor->setImage(m_image);
}

void TestPropertiesEditor::write(const QString &name)
{
    nameField()->setFocus();
    QTest::keyClicks(nameField(), name);
    QTest::keyClick(nameField(), Qt::Key_Return);
}

void TestPropertiesEditor::knowsTheDefinitions()
{
    PropertyDefinitionsModel model(bundledMetadefs());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.rowCount() > 50);
    const QModelIndexList found = model.match(
        model.index(0), PropertyDefinitionsModel::NameRole, u"hw_disk_bus"_s, 1, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().data().toString(), u"hw_disk_bus – Disk bus"_s);
}

void TestPropertiesEditor::everyKindOfValueHasItsEditor()
{
    QCOMPARE(editor<QComboBox>(u"hw_disk_bus"_s)->currentText(), u"scsi"_s);
    QCOMPARE(editor<QSpinBox>(u"hw_cpu_cores"_s)->value(), 2);
    QVERIFY(editor<QCheckBox>(u"hw_vif_multiqueue_enabled"_s)->isChecked());
    QCOMPARE(editor<QLineEdit>(u"os_version"_s)->text(), u"12"_s);
    for (const QString &name : m_image.properties.keys())
        QVERIFY(editor<QWidget>(name)->accessibleName().contains(name));
}

void TestPropertiesEditor::choosesFromAList()
{
    auto *box = editor<QComboBox>(u"hw_disk_bus"_s);
    box->setFocus();
    QTest::keyClicks(box, u"virt"_s);
    QCOMPARE(m_set.value(u"hw_disk_bus"_s), u"virtio"_s);
    QCOMPARE(editor<QComboBox>(u"hw_disk_bus"_s), box);
}

void TestPropertiesEditor::countsWithASpinBox()
{
    auto *box = editor<QSpinBox>(u"hw_cpu_cores"_s);
    QCOMPARE(box->minimum(), 1);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, u"8"_s);
    QVERIFY(m_set.isEmpty());
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_set.value(u"hw_cpu_cores"_s), u"8"_s);
}

void TestPropertiesEditor::switchesOnAndOff()
{
    auto *box = editor<QCheckBox>(u"hw_vif_multiqueue_enabled"_s);
    QCOMPARE(box->text(), u"Yes"_s);
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(m_set.value(u"hw_vif_multiqueue_enabled"_s), u"false"_s);
    QCOMPARE(box->text(), u"No"_s);
}

void TestPropertiesEditor::writesFreeText()
{
    auto *field = editor<QLineEdit>(u"os_version"_s);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_End);
    QTest::keyClicks(field, u".7"_s);
    QVERIFY(m_set.isEmpty());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_set.value(u"os_version"_s), u"12.7"_s);
}

void TestPropertiesEditor::aValueOutsideItsDefinitionIsKeptAndExplained()
{
    show({ { u"hw_disk_bus"_s, u"nvme"_s }, { u"hw_cpu_cores"_s, u"many"_s },
        { u"os_distro"_s, u"Ubuntu"_s } });
    QCOMPARE(editor<QComboBox>(u"hw_disk_bus"_s)->currentText(), u"nvme"_s);
    QCOMPARE(complaint(u"hw_disk_bus"_s)->text(), u"“nvme” is none of the usual values."_s);
    QCOMPARE(editor<QLineEdit>(u"hw_cpu_cores"_s)->text(), u"many"_s);
    QCOMPARE(complaint(u"hw_cpu_cores"_s)->text(), u"A whole number is expected here."_s);
    QVERIFY(complaint(u"os_distro"_s)->isVisible());
    QVERIFY(m_set.isEmpty());
}

void TestPropertiesEditor::addsAKnownPropertyByWhatItIsAbout()
{
    nameField()->setFocus();
    QTest::keyClicks(nameField(), u"guest agent"_s);
    QCompleter *completer = nameField()->completer();
    QTRY_COMPARE(completer->completionCount(), 1);
    QCOMPARE(completer->currentCompletion(), u"hw_qemu_guest_agent"_s);
    Q_EMIT completer->activated(completer->currentCompletion());
    QTRY_VERIFY(editor<QComboBox>(u"hw_qemu_guest_agent"_s));
    auto *box = editor<QComboBox>(u"hw_qemu_guest_agent"_s);
    QCOMPARE(box->currentIndex(), -1);
    QVERIFY(m_set.isEmpty());
    QVERIFY(nameField()->text().isEmpty());
    QTest::keyClicks(box, u"y"_s);
    QCOMPARE(m_set.value(u"hw_qemu_guest_agent"_s), u"yes"_s);
}

void TestPropertiesEditor::addsAFreeProperty()
{
    write(u"course"_s);
    auto *field = editor<QLineEdit>(u"course"_s);
    QVERIFY(field);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"linux-2026"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_set.value(u"course"_s), u"linux-2026"_s);
}

void TestPropertiesEditor::addingASwitchSwitchesItOn()
{
    write(u"hw_pmu"_s);
    QCOMPARE(m_set.value(u"hw_pmu"_s), u"true"_s);
    QVERIFY(editor<QCheckBox>(u"hw_pmu"_s)->isChecked());
}

void TestPropertiesEditor::addsFromTheBrowser()
{
    auto *menu = m_editor->findChild<QToolButton *>(u"browsePropertiesButton"_s)->menu();
    Q_EMIT menu->aboutToShow();
    QAction *wanted = nullptr;
    QAction *present = nullptr;
    for (const QMenu *each : menu->findChildren<QMenu *>()) {
        for (QAction *entry : each->actions()) {
            if (entry->data() == u"os_type"_s)
                wanted = entry;
            if (entry->data() == u"hw_disk_bus"_s)
                present = entry;
        }
    }
    QVERIFY(wanted && present);
    QVERIFY(!present->isEnabled());
    wanted->trigger();
    QVERIFY(editor<QComboBox>(u"os_type"_s));
}

void TestPropertiesEditor::whatTheEngineRefusesIsSaidInItsWords()
{
    auto *told = m_editor->findChild<QLabel *>(u"propertyComplaintLabel"_s);
    write(u"checksum"_s);
    QVERIFY(told->isVisible());
    QCOMPARE(told->text(),
        applyPatch(m_image, { .setProperties = { { u"checksum"_s, u""_s } } }, {}).error().message);
    QVERIFY(!editor<QWidget>(u"checksum"_s));
    nameField()->clear();
    write(u"os_glance_mine"_s);
    QVERIFY(told->text().contains(u"os_glance_mine"_s));
    nameField()->clear();
    QTest::keyClicks(nameField(), u"x"_s);
    QVERIFY(!told->isVisible());
    QVERIFY(m_set.isEmpty());
}

void TestPropertiesEditor::tooManyPropertiesAreRefused()
{
    QMap<QString, QString> many;
    for (int i = 0; i < 128; ++i)
        many.insert(u"p%1"_s.arg(i), u"x"_s);
    show(many);
    write(u"one_more"_s);
    auto *told = m_editor->findChild<QLabel *>(u"propertyComplaintLabel"_s);
    QVERIFY2(told->text().contains(u"128"_s), qPrintable(told->text()));
    QVERIFY(!editor<QWidget>(u"one_more"_s));
}

void TestPropertiesEditor::removesAProperty()
{
    QTest::mouseClick(removeButton(u"os_version"_s), Qt::LeftButton);
    QCOMPARE(m_removed, QStringList{ u"os_version"_s });
    QVERIFY(!editor<QWidget>(u"os_version"_s));
}

void TestPropertiesEditor::onePropertyWithoutAValueCanBeDropped()
{
    write(u"course"_s);
    QTest::mouseClick(removeButton(u"course"_s), Qt::LeftButton);
    QVERIFY(!editor<QWidget>(u"course"_s));
    QVERIFY(m_removed.isEmpty());
}

void TestPropertiesEditor::theServicesOwnPropertiesCannotBeEdited()
{
    show({ { u"os_glance_import_task"_s, u"x"_s } });
    QVERIFY(!editor<QLineEdit>(u"os_glance_import_task"_s)->isEnabled());
    QVERIFY(!removeButton(u"os_glance_import_task"_s)->isVisible());
}

void TestPropertiesEditor::whatIsBeingWrittenStays()
{
    auto *field = editor<QLineEdit>(u"os_version"_s);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_End);
    QTest::keyClicks(field, u".half"_s);
    QMap<QString, QString> changed = m_image.properties;
    changed.insert(u"hw_cpu_cores"_s, u"16"_s);
    changed.insert(u"os_version"_s, u"13"_s);
    show(changed);
    QCOMPARE(editor<QLineEdit>(u"os_version"_s), field);
    QCOMPARE(field->text(), u"12.half"_s);
    QCOMPARE(editor<QSpinBox>(u"hw_cpu_cores"_s)->value(), 16);
}

void TestPropertiesEditor::theWheelChangesNothingInPassing()
{
    auto *box = editor<QComboBox>(u"hw_disk_bus"_s);
    nameField()->setFocus();
    QWheelEvent turn(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120), Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(box, &turn);
    QCOMPARE(box->currentText(), u"scsi"_s);
    QVERIFY(m_set.isEmpty());
}

QTEST_MAIN(TestPropertiesEditor)
#include "tst_propertieseditor.moc"
