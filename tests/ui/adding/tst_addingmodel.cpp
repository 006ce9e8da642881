#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "core/image/imagelimits.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/addingtext.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using Column = AddingModel::Column;

class TestAddingModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aNameTellsWhatItCan();
    void theContentFillsTheRow();
    void whatIsRefusedCannotBeChecked();
    void theSameFileIsTakenOnce();
    void aTwinIsLeftOutUntilSomebodyWantsIt();
    void oneCellGoesToManyRows();
    void onlyWhatGlanceAcceptsCanBeDeclared();
    void presetsGoWhereTheyFit();
    void presetsAndEditsBecomeProperties();
    void requestsFollowTheChoices();
    void linksAreDownloadedByTheCatalogue();
    void theReadyOnesCanBeTakenAlone();
    void sortingKeepsWhatIsCurrent();
    void rowsSpeakForThemselves();

private:
    static FileInspection diskIn(const QString &path, DiskFormat format = DiskFormat::Qcow2);
    static FileInspection brokenIn(const QString &path);
    QModelIndex cell(int row, Column column) const { return m_model->index(row, static_cast<int>(column)); }
    QString shown(int row, Column column) const { return cell(row, column).data().toString(); }
    void addFiles(const QStringList &names);

    std::unique_ptr<AddingModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

FileInspection TestAddingModel::diskIn(const QString &path, DiskFormat format)
{
    FileInspection found;
    found.path = path;
    found.size = 1000;
    found.formatWord = u"QCOW2"_s;
    found.diskFormat = format;
    found.declarable = { DiskFormat::Raw, format };
    found.virtualSize = (10LL << 30) + 1;
    return found;
}

FileInspection TestAddingModel::brokenIn(const QString &path)
{
    FileInspection found;
    found.path = path;
    found.size = 10;
    found.formatWord = u"Damaged"_s;
    found.violations = { { u"corrupt-qcow2"_s, u"It is <damaged>."_s, u"Get it again."_s, u"cp a b"_s } };
    return found;
}

void TestAddingModel::init()
{
    m_model = std::make_unique<AddingModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestAddingModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestAddingModel::addFiles(const QStringList &names)
{
    QList<AddingRow> rows;
    QList<FileInspection> found;
    for (const QString &name : names) {
        rows.append(rowOfFile(u"/d/"_s + name, false));
        found.append(diskIn(u"/d/"_s + name));
    }
    m_model->append(rows);
    m_model->setInspections(found);
}

void TestAddingModel::aNameTellsWhatItCan()
{
    m_model->append({ rowOfFile(u"/d/debian-12-generic-arm64.qcow2"_s, false) });
    QCOMPARE(shown(0, Column::Name), u"debian-12-generic-arm64"_s);
    QCOMPARE(shown(0, Column::OsDistro), u"debian"_s);
    QCOMPARE(shown(0, Column::OsVersion), u"12"_s);
    QCOMPARE(shown(0, Column::Architecture), u"aarch64"_s);
    QCOMPARE(m_model->rowAt(0).state, AddingState::Looking);
    QVERIFY(!cell(0, Column::Name).flags().testFlag(Qt::ItemIsEditable));
    QCOMPARE(m_model->summary().looking, 1);
    QCOMPARE(m_model->summary().checked, 1);
}

void TestAddingModel::theContentFillsTheRow()
{
    m_model->append({ rowOfFile(u"/d/debian-12-amd64.raw"_s, false) });
    FileInspection found = diskIn(u"/d/debian-12-amd64.raw"_s);
    found.os = { u"debian"_s, u"13"_s, {} };
    found.warnings = { { u"suffix"_s, u"Wrong suffix."_s, {}, {} } };
    m_model->setInspections({ found });
    QCOMPARE(shown(0, Column::Found), u"QCOW2"_s);
    QCOMPARE(m_model->rowAt(0).diskFormat, DiskFormat::Qcow2);
    QCOMPARE(m_model->rowAt(0).minDisk, 11);
    QCOMPARE(shown(0, Column::OsVersion), u"13"_s);
    QCOMPARE(shown(0, Column::Architecture), u"x86_64"_s);
    QCOMPARE(m_model->rowAt(0).state, AddingState::Look);
    QVERIFY(m_model->rowAt(0).isChecked);
    QVERIFY(cell(0, Column::Name).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!cell(0, Column::Found).flags().testFlag(Qt::ItemIsEditable));
}

void TestAddingModel::whatIsRefusedCannotBeChecked()
{
    m_model->append({ rowOfFile(u"/d/a.img"_s, false) });
    m_model->setInspections({ brokenIn(u"/d/a.img"_s) });
    QCOMPARE(m_model->rowAt(0).state, AddingState::Refused);
    QVERIFY(!m_model->setData(cell(0, Column::File), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!m_model->setData(cell(0, Column::Name), u"x"_s, Qt::EditRole));
    m_model->setChecked({ 0 }, true);
    QCOMPARE(m_model->summary().checked, 0);
    QCOMPARE(m_model->summary().refused, 1);
    QVERIFY(m_model->takeChecked({}).isEmpty());
}

void TestAddingModel::theSameFileIsTakenOnce()
{
    const AddingRow row = rowOfFile(u"/d/a.img"_s, false);
    QCOMPARE(m_model->append({ row, row }).size(), 1);
    QVERIFY(m_model->append({ row }).isEmpty());
    QCOMPARE(m_model->rowCount(), 1);
}

void TestAddingModel::aTwinIsLeftOutUntilSomebodyWantsIt()
{
    addFiles({ u"a.qcow2"_s, u"b.qcow2"_s });
    m_model->setTwins({ { u"/d/a.qcow2"_s, u"id"_s, u"lab"_s }, { u"/d/b.qcow2"_s, {}, {} } });
    QVERIFY(!m_model->rowAt(0).isChecked);
    QCOMPARE(m_model->rowAt(0).state, AddingState::Look);
    QVERIFY(text::addingFindings(m_model->rowAt(0)).contains(u"“lab”"_s));
    QCOMPARE(m_model->rowAt(1).state, AddingState::Ready);
    m_model->setChecked({ 0 }, true);
    QCOMPARE(m_model->takeChecked({}).size(), 2);
}

void TestAddingModel::oneCellGoesToManyRows()
{
    addFiles({ u"a.qcow2"_s, u"b.qcow2"_s, u"c.qcow2"_s });
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setCells({ 0, 2 }, Column::OsDistro, u" Debian "_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shown(0, Column::OsDistro), u"debian"_s);
    QCOMPARE(shown(1, Column::OsDistro), QString());
    QCOMPARE(shown(2, Column::OsDistro), u"debian"_s);
    m_model->setCells({ 0 }, Column::Name, u"  "_s);
    QCOMPARE(shown(0, Column::Name), u"a"_s);
    m_model->setCells({ 0 }, Column::MinDisk, -4);
    QCOMPARE(m_model->rowAt(0).minDisk, 0);
    m_model->setCells({ 0 }, Column::Name, QString(400, u'x'));
    QCOMPARE(m_model->rowAt(0).name.size(), 255);
}

void TestAddingModel::onlyWhatGlanceAcceptsCanBeDeclared()
{
    addFiles({ u"a.qcow2"_s });
    QVERIFY(!m_model->setData(cell(0, Column::Format), u"vmdk"_s, Qt::EditRole));
    QVERIFY(m_model->setData(cell(0, Column::Format), u"raw"_s, Qt::EditRole));
    QCOMPARE(m_model->takeChecked({}).first().draft.diskFormat, DiskFormat::Raw);
}

void TestAddingModel::presetsGoWhereTheyFit()
{
    m_model->append({ rowOfFile(u"/d/a.qcow2"_s, false), rowOfFile(u"/d/b.iso"_s, false) });
    m_model->setInspections({ diskIn(u"/d/a.qcow2"_s), diskIn(u"/d/b.iso"_s, DiskFormat::Iso) });
    m_model->setPreset({ 0, 1 }, u"linux-uefi"_s);
    QCOMPARE(m_model->rowAt(0).presetId, u"linux-uefi"_s);
    QVERIFY(m_model->rowAt(1).presetId.isEmpty());
    m_model->setPreset({ 0, 1 }, {});
    QVERIFY(m_model->rowAt(0).presetId.isEmpty());

    // Chosen before the file is looked into, it is kept as far as it fits what is found.
    m_model->append({ rowOfFile(u"/d/late.iso"_s, false) });
    m_model->setPreset({ 2 }, u"windows"_s);
    QCOMPARE(m_model->rowAt(2).presetId, u"windows"_s);
    m_model->setInspections({ diskIn(u"/d/late.iso"_s, DiskFormat::Iso) });
    QVERIFY(m_model->rowAt(2).presetId.isEmpty());
}

void TestAddingModel::presetsAndEditsBecomeProperties()
{
    addFiles({ u"win2k22.qcow2"_s });
    m_model->setPreset({ 0 }, u"windows"_s);
    QCOMPARE(m_model->rowAt(0).minDisk, 40);
    m_model->setCells({ 0 }, Column::Architecture, u"x86_64"_s);
    const TransferRequest request = m_model->takeChecked({}).first();
    QCOMPARE(request.draft.minDisk, 40);
    QCOMPARE(request.draft.minRam, 2048);
    QCOMPARE(request.draft.properties.value(u"os_type"_s), u"windows"_s);
    QCOMPARE(request.draft.properties.value(u"os_distro"_s), u"windows"_s);
    QCOMPARE(request.draft.properties.value(u"os_version"_s), u"2022"_s);
    QCOMPARE(request.draft.properties.value(u"architecture"_s), u"x86_64"_s);
    QCOMPARE(request.draft.properties.value(u"hw_scsi_model"_s), u"virtio-scsi"_s);
    QVERIFY(validateDraft(request.draft, ImageLimits()));
}

void TestAddingModel::requestsFollowTheChoices()
{
    addFiles({ u"a.qcow2"_s });
    AddingChoices choices;
    choices.isStaged = true;
    choices.store = u"backup"_s;
    choices.visibility = Visibility::Public;
    choices.isProtected = true;
    choices.tags = { u"lab"_s };
    const TransferRequest request = m_model->takeChecked(choices).first();
    QCOMPARE(request.kind, TransferKind::StageImport);
    QCOMPARE(request.source, u"/d/a.qcow2"_s);
    QCOMPARE(request.store, u"backup"_s);
    QCOMPARE(request.draft.visibility, Visibility::Public);
    QVERIFY(request.draft.isProtected);
    QCOMPARE(request.draft.tags, QStringList{ u"lab"_s });
    QCOMPARE(request.draft.containerFormat, ContainerFormat::Bare);
    QCOMPARE(m_model->rowCount(), 0);
}

void TestAddingModel::linksAreDownloadedByTheCatalogue()
{
    m_model->append({ rowOfLink(u"https://h/jammy-server-cloudimg-amd64.img?x=1"_s),
        rowOfLink(u"http://h/box.ova"_s), rowOfLink(u"http://h/"_s) });
    QCOMPARE(shown(0, Column::Name), u"jammy-server-cloudimg-amd64"_s);
    QCOMPARE(m_model->rowAt(0).diskFormat, DiskFormat::Qcow2);
    QCOMPARE(shown(2, Column::Name), u"h"_s);
    AddingChoices choices;
    choices.isStaged = true;
    const QList<TransferRequest> requests = m_model->takeChecked(choices);
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests.first().kind, TransferKind::ImportLink);
    QCOMPARE(requests.first().draft.properties.value(u"os_version"_s), u"22.04"_s);
    QCOMPARE(requests.at(1).draft.containerFormat, ContainerFormat::Ova);
}

void TestAddingModel::theReadyOnesCanBeTakenAlone()
{
    m_model->append({ rowOfFile(u"/d/a.img"_s, false), rowOfFile(u"/d/b.img"_s, false),
        rowOfFile(u"/d/notes.txt"_s, true) });
    FileInspection notes = diskIn(u"/d/notes.txt"_s);
    notes.warnings = { { u"unknown_content"_s, u"No disk."_s, {}, {} } };
    m_model->setInspections({ diskIn(u"/d/a.img"_s), brokenIn(u"/d/b.img"_s), notes });
    QVERIFY(!m_model->rowAt(2).isChecked);
    QCOMPARE(m_model->takeReady({}).size(), 1);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->rowAt(0).source, u"/d/b.img"_s);
}

void TestAddingModel::sortingKeepsWhatIsCurrent()
{
    addFiles({ u"b.qcow2"_s, u"a.qcow2"_s, u"c.qcow2"_s });
    const QPersistentModelIndex c = cell(2, Column::Name);
    m_model->setInspections({ brokenIn(u"/d/c.qcow2"_s) });
    m_model->sort(static_cast<int>(Column::State), Qt::AscendingOrder);
    QCOMPARE(c.row(), 0);
    QCOMPARE(m_model->rowAt(0).state, AddingState::Refused);
    m_model->sort(static_cast<int>(Column::File), Qt::AscendingOrder);
    QCOMPARE(shown(0, Column::File), u"a.qcow2"_s);
    QCOMPARE(c.row(), 2);
    // What comes in later still finds its row.
    m_model->setTwins({ { u"/d/a.qcow2"_s, u"id"_s, u"lab"_s } });
    QVERIFY(m_model->rowAt(0).isTwin());
}

void TestAddingModel::rowsSpeakForThemselves()
{
    m_model->append({ rowOfFile(u"/d/a.img"_s, false) });
    m_model->setInspections({ brokenIn(u"/d/a.img"_s) });
    const QString spoken = cell(0, Column::File).data(Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.contains(u"a.img"_s) && spoken.contains(u"Cannot be added"_s));
    QVERIFY(spoken.contains(u"It is <damaged>."_s));
    const QString html = text::addingFindings(m_model->rowAt(0));
    QVERIFY(html.contains(u"It is &lt;damaged&gt;."_s));
    QVERIFY(html.contains(u"Get it again."_s));
    QCOMPARE(text::addingCommand(m_model->rowAt(0)), u"cp a b"_s);
}

QTEST_MAIN(TestAddingModel)
#include "tst_addingmodel.moc"
