#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "tests/support/fakedialogs.h"
#include "ui/dialogs/publishdialog.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(vitrine::TransferRequest)

class TestPublishDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }
    void chosenFileIsPublished();
    void withoutAFileThereIsNothingToPublish();
    void whatBecomesOfTheOldIsSaid();
    void olderVersionsGoOnlyWhenAgreed();
    void keepingAllAsksNothing();

private:
    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    TransferRequest published();

    FakeFileChooser m_chooser;
    std::unique_ptr<PublishDialog> m_dialog;
};

void TestPublishDialog::init()
{
    QList<Image> versions;
    for (int day = 1; day <= 4; ++day) {
        Image image;
        image.id = QString::number(day);
        image.name = u"debian (2026-01-0%1)"_s.arg(day);
        image.status = ImageStatus::Active;
        image.osHidden = true;
        image.createdAt = QDateTime(QDate(2026, 1, day), {}, Qt::UTC);
        versions.append(image);
    }
    Image old;
    old.id = u"old"_s;
    old.name = u"debian"_s;
    old.status = ImageStatus::Active;
    m_chooser = {};
    m_dialog = std::make_unique<PublishDialog>(old, versions, m_chooser);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

TransferRequest TestPublishDialog::published()
{
    QSignalSpy requested(m_dialog.get(), &PublishDialog::publishRequested);
    QTest::mouseClick(find<QPushButton>(u"publishAccept"_s), Qt::LeftButton);
    return requested.isEmpty() ? TransferRequest()
                               : requested.constFirst().constFirst().value<TransferRequest>();
}

void TestPublishDialog::chosenFileIsPublished()
{
    m_chooser.paths = { u"/srv/new.qcow2"_s };
    QTest::mouseClick(find<QPushButton>(u"publishChoose"_s), Qt::LeftButton);
    QTRY_COMPARE(find<QLineEdit>(u"publishFile"_s)->text(), u"/srv/new.qcow2"_s);
    const TransferRequest request = published();
    QCOMPARE(request.kind, TransferKind::Publish);
    QCOMPARE(request.source, u"/srv/new.qcow2"_s);
    QCOMPARE(request.replacement->imageId, u"old"_s);
    QVERIFY(!m_dialog->isVisible());
}

void TestPublishDialog::withoutAFileThereIsNothingToPublish()
{
    QVERIFY(!find<QPushButton>(u"publishAccept"_s)->isEnabled());
    QTest::keyClicks(find<QLineEdit>(u"publishFile"_s), u"/f"_s);
    QVERIFY(find<QPushButton>(u"publishAccept"_s)->isEnabled());
}

void TestPublishDialog::whatBecomesOfTheOldIsSaid()
{
    const QString today = QDate::currentDate().toString(Qt::ISODate);
    QVERIFY(find<QLabel>(u"publishSummary"_s)->text().contains(u"debian (%1)"_s.arg(today)));
}

void TestPublishDialog::olderVersionsGoOnlyWhenAgreed()
{
    auto *retire = find<QCheckBox>(u"publishRetire"_s);
    QVERIFY(retire->isVisible());
    QVERIFY2(retire->text().contains(u'2'), qPrintable(retire->text()));
    QVERIFY(!retire->isChecked());
    QTest::keyClicks(find<QLineEdit>(u"publishFile"_s), u"/f"_s);
    find<QSpinBox>(u"publishKeep"_s)->setValue(4);
    QVERIFY2(retire->text().contains(u'1'), qPrintable(retire->text()));
    QTest::keyClick(retire, Qt::Key_Space);
    QVERIFY(retire->isChecked());
    QCOMPARE(published().replacement->retired, QStringList{ u"1"_s });
}

void TestPublishDialog::keepingAllAsksNothing()
{
    find<QSpinBox>(u"publishKeep"_s)->setValue(20);
    QVERIFY(!find<QCheckBox>(u"publishRetire"_s)->isVisible());
    QTest::keyClicks(find<QLineEdit>(u"publishFile"_s), u"/f"_s);
    QVERIFY(published().replacement->retired.isEmpty());
}

QTEST_MAIN(TestPublishDialog)
#include "tst_publishdialog.moc"
