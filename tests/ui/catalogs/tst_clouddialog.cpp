#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakedialogs.h"
#include "ui/catalogs/clouddialog.h"
#include "ui/catalogs/cloudfiles.h"
#include "ui/catalogs/secretdialog.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers when the test says so.
class FakeTrials final : public CloudTrials
{
public:
    void start(const CloudForm &form, Answer answer) override
    {
        forms.append(form);
        m_answer = std::move(answer);
    }
    void stop() override { m_answer = nullptr; }
    bool isWaiting() const { return m_answer != nullptr; }
    void reply(const tl::expected<CloudTrial, CloudRefusal> &result)
    {
        const Answer answer = std::exchange(m_answer, nullptr);
        answer(result);
    }

    QList<CloudForm> forms;

private:
    Answer m_answer;
};

CloudTrial goodTrial()
{
    CloudTrial trial;
    trial.user = u"ada"_s;
    trial.project = u"demo"_s;
    trial.version = u"v2.15"_s;
    return trial;
}

} // namespace

class CloudDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_dialog.reset(); }

    void aCloudIsFilledInTriedAndAdded();
    void whatIsMissingIsSaid();
    void eachMethodAsksForItsOwn();
    void aTrialCanBeStopped();
    void anUnknownCertificateIsTrustedForThisCloudAlone();
    void withoutKeyringTheDialogSaysSo();
    void editingKeepsTheName();
    void theSecretDialogAsksAndHides();
    void cloudFilesAreToldByTheirNames();

private:
    void make(const CloudForm &form = {}, CloudDialog::Setting setting = { .hasKeyring = true });
    template<typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    void type(const char *name, const QString &text) const
    {
        find<QLineEdit>(name)->clear();
        QTest::keyClicks(find<QLineEdit>(name), text);
    }
    void click(const char *name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString said() const { return find<QLabel>("cloudResult")->text(); }

    FakeTrials m_trials;
    test::FakeFileChooser m_chooser;
    std::unique_ptr<CloudDialog> m_dialog;
};

void CloudDialogTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void CloudDialogTest::init()
{
    m_trials = {};
    make();
}

void CloudDialogTest::make(const CloudForm &form, CloudDialog::Setting setting)
{
    m_dialog = std::make_unique<CloudDialog>(form, setting, m_trials, m_chooser);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void CloudDialogTest::aCloudIsFilledInTriedAndAdded()
{
    type("cloudName", u"school"_s);
    type("cloudAddress", u"https://cloud.example.org:5000/v3"_s);
    type("cloudUser", u"ada"_s);
    type("cloudSecret", u"open sesame"_s);
    type("cloudProject", u"demo"_s);
    QCOMPARE(find<QLineEdit>("cloudSecret")->echoMode(), QLineEdit::Password);
    click("cloudTest");
    QCOMPARE(m_trials.forms.constLast().secret, u"open sesame"_s);
    QVERIFY(m_trials.isWaiting());
    m_trials.reply(goodTrial());
    QVERIFY(said().contains(u"ada"_s) && said().contains(u"demo"_s) && said().contains(u"v2.15"_s));
    QSignalSpy accepted(m_dialog.get(), &CloudDialog::cloudAccepted);
    click("cloudAccept");
    QCOMPARE(accepted.size(), 1);
    const auto form = accepted.constFirst().constFirst().value<CloudForm>();
    QCOMPARE(form.name, u"school"_s);
    QCOMPARE(form.user, u"ada"_s);
    QCOMPARE(form.project, u"demo"_s);
    QVERIFY(form.keepsSecret);
}

void CloudDialogTest::whatIsMissingIsSaid()
{
    make({}, { .hasKeyring = true, .taken = { u"taken"_s } });
    QVERIFY(!find<QPushButton>("cloudAccept")->isEnabled());
    QVERIFY(!find<QPushButton>("cloudTest")->isEnabled());
    const QString first = said();
    type("cloudName", u"taken"_s);
    QVERIFY(said() != first && said().contains(u"taken"_s));
    type("cloudName", u"free"_s);
    QVERIFY(said().contains(u"https://"_s));
    type("cloudAddress", u"ftp://x"_s);
    QVERIFY(!find<QPushButton>("cloudAccept")->isEnabled());
    type("cloudAddress", u"http://x"_s);
    QVERIFY(said().contains(u"user"_s));
    type("cloudUser", u"ada"_s);
    QVERIFY(find<QPushButton>("cloudAccept")->isEnabled());
}

void CloudDialogTest::eachMethodAsksForItsOwn()
{
    auto *method = find<QComboBox>("cloudMethod");
    QVERIFY(find<QLineEdit>("cloudUser")->isVisible());
    QVERIFY(!find<QLineEdit>("cloudCredential")->isVisible());
    method->setCurrentIndex(static_cast<int>(CloudForm::Method::ApplicationCredential));
    QVERIFY(!find<QLineEdit>("cloudUser")->isVisible());
    QVERIFY(find<QLineEdit>("cloudCredential")->isVisible());
    QVERIFY(!find<QLineEdit>("cloudProject")->isVisible());
    method->setCurrentIndex(static_cast<int>(CloudForm::Method::Token));
    QVERIFY(find<QLineEdit>("cloudSecret")->isVisible());
    QVERIFY(find<QLineEdit>("cloudProject")->isVisible());
    method->setCurrentIndex(static_cast<int>(CloudForm::Method::None));
    QVERIFY(!find<QLineEdit>("cloudSecret")->isVisible());
    QVERIFY(!find<QCheckBox>("cloudKeeps")->isVisible());
    type("cloudName", u"desk"_s);
    type("cloudAddress", u"http://127.0.0.1:9292"_s);
    QVERIFY(find<QPushButton>("cloudAccept")->isEnabled());
}

void CloudDialogTest::aTrialCanBeStopped()
{
    make({ .name = u"x"_s, .address = u"http://x"_s, .user = u"ada"_s });
    click("cloudTest");
    QVERIFY(m_trials.isWaiting());
    const QString trying = find<QPushButton>("cloudTest")->text();
    click("cloudTest");
    QVERIFY(!m_trials.isWaiting());
    QVERIFY(find<QPushButton>("cloudTest")->text() != trying);
    click("cloudTest");
    m_trials.reply(
        tl::unexpected(CloudRefusal{ Error{ ErrorCode::Unauthorized, u"Wrong password."_s, {} }, {} }));
    QCOMPARE(said(), u"Wrong password."_s);
    QVERIFY(!find<QPushButton>("cloudTrust")->isVisible());
    // A trial goes with its dialog.
    click("cloudTest");
    m_dialog.reset();
    QVERIFY(!m_trials.isWaiting());
}

void CloudDialogTest::anUnknownCertificateIsTrustedForThisCloudAlone()
{
    make({ .name = u"x"_s, .address = u"https://x"_s, .user = u"ada"_s });
    click("cloudTest");
    m_trials.reply(tl::unexpected(
        CloudRefusal{ Error{ ErrorCode::Forbidden, u"Nobody vouches for AB:CD."_s, {} }, u"ABCD"_s }));
    QVERIFY(find<QPushButton>("cloudTrust")->isVisible());
    QVERIFY(said().endsWith(u"ABCD"_s));
    QVERIFY(m_dialog->form().fingerprint.isEmpty());
    click("cloudTrust");
    QCOMPARE(m_trials.forms.constLast().fingerprint, u"ABCD"_s);
    m_trials.reply(goodTrial());
    QVERIFY(!find<QPushButton>("cloudTrust")->isVisible());
    QCOMPARE(m_dialog->form().fingerprint, u"ABCD"_s);
    // The image service is another server with a certificate of its own.
    click("cloudTest");
    m_trials.reply(tl::unexpected(
        CloudRefusal{ Error{ ErrorCode::Forbidden, u"Another one: EF:01."_s, {} }, u"EF01"_s }));
    QCOMPARE(said(), u"Another one: EF:01."_s);
    click("cloudTrust");
    QCOMPARE(m_trials.forms.constLast().fingerprint, u"ABCD,EF01"_s);
}

void CloudDialogTest::withoutKeyringTheDialogSaysSo()
{
    make({}, { .hasKeyring = false });
    auto *keeps = find<QCheckBox>("cloudKeeps");
    QVERIFY(!keeps->isEnabled() && !keeps->isChecked());
    QVERIFY(keeps->text().contains(u"keyring"_s));
    QVERIFY(!m_dialog->form().keepsSecret);
}

void CloudDialogTest::editingKeepsTheName()
{
    const CloudForm form{ .name = u"lab"_s,
        .method = CloudForm::Method::ApplicationCredential,
        .address = u"https://x/v3"_s,
        .credentialId = u"c1"_s,
        .region = u"Here"_s,
        .interface = u"internal"_s,
        .caFile = u"/ca.pem"_s,
        .fingerprint = u"AB"_s,
        .secret = u"s"_s };
    make(form, { .isNew = false, .hasKeyring = true });
    QCOMPARE(m_dialog->form(), form);
}

void CloudDialogTest::theSecretDialogAsksAndHides()
{
    SecretDialog dialog(u"Password of “ada”"_s, u"It was refused."_s, true);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *line = dialog.findChild<QLineEdit *>(u"secret"_s);
    auto *logIn = dialog.findChild<QPushButton *>(u"logIn"_s);
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QCOMPARE(dialog.findChild<QLabel *>(u"refusal"_s)->text(), u"It was refused."_s);
    QVERIFY(!logIn->isEnabled());
    QTest::keyClicks(line, u"sesame"_s);
    QSignalSpy given(&dialog, &SecretDialog::secretGiven);
    QTest::mouseClick(dialog.findChild<QCheckBox *>(u"keepSecret"_s), Qt::LeftButton, {},
        QPoint(8, dialog.findChild<QCheckBox *>(u"keepSecret"_s)->height() / 2));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.constFirst().at(0).toString(), u"sesame"_s);
    QVERIFY(given.constFirst().at(1).toBool());
}

void CloudDialogTest::cloudFilesAreToldByTheirNames()
{
    QStringList paths{ u"/a/clouds.yaml"_s, u"/a/disk.qcow2"_s, u"/a/demo-openrc.sh"_s, u"/a/openrc"_s,
        u"/a/my.yml"_s, u"/a/clouds.json"_s, u"/a/other.json"_s, u"/a/disk.raw"_s };
    QCOMPARE(takeCloudFiles(paths),
        (QStringList{ u"/a/clouds.yaml"_s, u"/a/demo-openrc.sh"_s, u"/a/openrc"_s, u"/a/my.yml"_s,
            u"/a/clouds.json"_s }));
    QCOMPARE(paths, (QStringList{ u"/a/disk.qcow2"_s, u"/a/other.json"_s, u"/a/disk.raw"_s }));
}

QTEST_MAIN(CloudDialogTest)
#include "tst_clouddialog.moc"
