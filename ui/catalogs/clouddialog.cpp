#include "ui/catalogs/clouddialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

#include "ui/text/errortext.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int dialogWidth = 560;
constexpr int iconSize = 16;

QLabel *sentence()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QHBoxLayout *rowOf(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    return row;
}

/// Long rows of digits are compared in groups, and can be broken between them.
QString inGroups(const QString &fingerprint)
{
    constexpr qsizetype groupSize = 4;
    QStringList groups;
    for (qsizetype first = 0; first < fingerprint.size(); first += groupSize)
        groups.append(fingerprint.mid(first, groupSize));
    return groups.join(u' ');
}

} // namespace

CloudDialog::CloudDialog(
    const CloudForm &form, const Setting &setting, CloudTrials &trials, FileChooser &chooser, QWidget *parent)
    : QDialog(parent)
    , m_setting(setting)
    , m_trials(trials)
    , m_chooser(chooser)
    , m_fingerprint(form.fingerprint)
{
    setObjectName(u"cloudDialog"_s);
    setWindowTitle(setting.isNew ? tr("Add a cloud") : tr("Edit the cloud"));
    buildForm();
    buildTrial();
    fill(form);
    connect(m_method, &QComboBox::currentIndexChanged, this, &CloudDialog::showMethod);
    const QList<QLineEdit *> lines = findChildren<QLineEdit *>();
    for (QLineEdit *line : lines)
        connect(line, &QLineEdit::textChanged, this, &CloudDialog::updateButtons);
    showMethod();
    resize(dialogWidth, sizeHint().height());
    QLineEdit *first = form.name.isEmpty() ? m_name : form.secret.isEmpty() ? m_secret : m_address;
    first->setFocus();
}

CloudDialog::~CloudDialog()
{
    m_trials.stop();
}

QLineEdit *CloudDialog::addLine(const QString &name, const QString &label, const QString &hint)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setPlaceholderText(hint);
    m_rows->addRow(label, line);
    return line;
}

void CloudDialog::buildForm()
{
    m_rows = new QFormLayout(this);
    m_rows->setContentsMargins(16, 16, 16, 16);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(8);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    //: Label: name of a cloud in the sidebar
    m_name = addLine(u"cloudName"_s, tr("&Name"));
    m_method = new QComboBox;
    m_method->setObjectName(u"cloudMethod"_s);
    m_method->addItem(tr("User and password"));
    m_method->addItem(tr("Application credential"));
    m_method->addItem(tr("Token"));
    //: The cloud does not ask who one is
    m_method->addItem(tr("No login"));
    m_rows->addRow(tr("&Log in with"), m_method);
    m_address = addLine(u"cloudAddress"_s, tr("&Address"), u"https://cloud.example.org:5000/v3"_s);
    m_user = addLine(u"cloudUser"_s, tr("&User"));
    //: Label: the OpenStack domain of a user
    m_userDomain = addLine(u"cloudUserDomain"_s, tr("User &domain"), u"Default"_s);
    m_credential = addLine(u"cloudCredential"_s, tr("&Credential ID"));
    m_secret = new QLineEdit;
    m_secret->setObjectName(u"cloudSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secretLabel = new QLabel;
    m_secretLabel->setBuddy(m_secret);
    m_rows->addRow(m_secretLabel, m_secret);
    m_keeps = new QCheckBox(m_setting.hasKeyring
            ? tr("Keep it in the &keyring of this desktop")
            : tr("This desktop has no keyring: it is kept until Vitrine is closed"));
    m_keeps->setObjectName(u"cloudKeeps"_s);
    m_keeps->setEnabled(m_setting.hasKeyring);
    m_rows->addRow(QString(), m_keeps);
    m_project = addLine(u"cloudProject"_s, tr("&Project"));
    //: Label: the OpenStack domain of a project
    m_projectDomain = addLine(u"cloudProjectDomain"_s, tr("Project d&omain"), u"Default"_s);
    m_region = addLine(u"cloudRegion"_s, tr("&Region"), tr("the only one"));
    m_interface = new QComboBox;
    m_interface->setObjectName(u"cloudInterface"_s);
    m_interface->addItems({ u"public"_s, u"internal"_s, u"admin"_s });
    m_rows->addRow(tr("&Interface"), m_interface);
    m_caFile = new QLineEdit;
    m_caFile->setObjectName(u"cloudCaFile"_s);
    m_caFile->setPlaceholderText(tr("those of the system"));
    //: Button: look for a file
    auto *choose = new QPushButton(tr("C&hoose…"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &CloudDialog::chooseCaFile);
    m_caRow = new QWidget;
    m_caRow->setLayout(rowOf({ m_caFile, choose }));
    auto *caLabel = new QLabel(tr("CA &file"));
    caLabel->setBuddy(m_caFile);
    m_rows->addRow(caLabel, m_caRow);
}

void CloudDialog::buildTrial()
{
    m_resultIcon = new QLabel;
    m_resultIcon->setFixedSize(iconSize, iconSize);
    m_result = sentence();
    m_result->setObjectName(u"cloudResult"_s);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_result->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    QHBoxLayout *result = rowOf({ m_resultIcon, m_result });
    result->setSpacing(8);
    result->setStretch(1, 1);
    result->setAlignment(m_resultIcon, Qt::AlignTop);
    m_rows->addRow(result);
    m_trust = new QPushButton(tr("T&rust this certificate for this cloud"));
    m_trust->setObjectName(u"cloudTrust"_s);
    m_trust->setAutoDefault(false);
    m_trust->hide();
    m_rows->addRow(QString(), m_trust);

    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Cancel, this); // so that it finds the dialog whose default button it has
    m_try = buttons->addButton(tr("&Test the connection"), QDialogButtonBox::ActionRole);
    m_try->setObjectName(u"cloudTest"_s);
    m_try->setAutoDefault(false);
    //: Button: put the cloud into the list
    m_accept = buttons->addButton(m_setting.isNew ? tr("A&dd") : tr("&Save"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"cloudAccept"_s);
    m_accept->setDefault(true);
    m_rows->addRow(buttons);
    connect(m_trust, &QPushButton::clicked, this, &CloudDialog::trustCertificate);
    connect(m_try, &QPushButton::clicked, this, [this] { m_isTrying ? stopTrying() : tryOut(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT cloudAccepted(form());
        accept();
    });
}

void CloudDialog::fill(const CloudForm &form)
{
    m_name->setText(form.name);
    m_method->setCurrentIndex(static_cast<int>(form.method));
    m_address->setText(form.address);
    m_user->setText(form.user);
    m_userDomain->setText(form.userDomain);
    m_credential->setText(form.credentialId);
    m_secret->setText(form.secret);
    m_keeps->setChecked(m_setting.hasKeyring && form.keepsSecret);
    m_project->setText(form.project);
    m_projectDomain->setText(form.projectDomain);
    m_region->setText(form.region);
    m_interface->setCurrentText(form.interface.isEmpty() ? u"public"_s : form.interface);
    m_caFile->setText(form.caFile);
}

CloudForm CloudDialog::form() const
{
    CloudForm form;
    form.name = m_name->text().trimmed();
    form.method = static_cast<CloudForm::Method>(m_method->currentIndex());
    form.address = m_address->text().trimmed();
    form.user = m_user->text().trimmed();
    form.userDomain = m_userDomain->text().trimmed();
    form.credentialId = m_credential->text().trimmed();
    form.secret = m_secret->text();
    form.keepsSecret = m_keeps->isChecked();
    form.project = m_project->text().trimmed();
    form.projectDomain = m_projectDomain->text().trimmed();
    form.region = m_region->text().trimmed();
    form.interface = m_interface->currentText();
    form.caFile = m_caFile->text().trimmed();
    form.fingerprint = m_fingerprint;
    return form;
}

void CloudDialog::showMethod()
{
    const auto method = static_cast<CloudForm::Method>(m_method->currentIndex());
    const bool isUser = method == CloudForm::Method::Password;
    const bool isLogin = method != CloudForm::Method::None;
    // An application credential belongs to its project, and a cloud without login knows none.
    const bool hasProject = isUser || method == CloudForm::Method::Token;
    for (QWidget *row : { m_user, m_userDomain })
        m_rows->setRowVisible(row, isUser);
    m_rows->setRowVisible(m_credential, method == CloudForm::Method::ApplicationCredential);
    m_rows->setRowVisible(m_secret, isLogin);
    m_rows->setRowVisible(m_keeps, isLogin);
    for (QWidget *row : { m_project, m_projectDomain })
        m_rows->setRowVisible(row, hasProject);
    m_rows->setRowVisible(m_region, isLogin);
    m_rows->setRowVisible(m_interface, isLogin);
    m_secretLabel->setText(isUser                ? tr("Pass&word")
            : method == CloudForm::Method::Token ? tr("To&ken")
                                                 //: Label: the secret of an application credential
                                                 : tr("&Secret"));
    m_address->setToolTip(isLogin ? tr("The address of Keystone (auth_url)")
                                  : tr("The address of the image service (endpoint)"));
    updateButtons();
}

QString CloudDialog::problem() const
{
    const CloudForm now = form();
    if (now.name.isEmpty())
        return tr("Give the cloud a name.");
    if (m_setting.taken.contains(now.name))
        return tr("Another cloud is called “%1”. Choose another name.").arg(now.name);
    const QUrl address(now.address, QUrl::StrictMode);
    const bool isWeb = address.scheme() == u"http" || address.scheme() == u"https";
    if (!isWeb || address.host().isEmpty())
        return tr("Give its address, which begins with https:// or http://.");
    if (now.method == CloudForm::Method::Password && now.user.isEmpty())
        return tr("Give your user name.");
    if (now.method == CloudForm::Method::ApplicationCredential && now.credentialId.isEmpty())
        return tr("Give the ID of the application credential.");
    return {};
}

void CloudDialog::updateButtons()
{
    const QString reason = problem();
    m_accept->setEnabled(reason.isEmpty());
    m_accept->setToolTip(reason);
    m_try->setEnabled(m_isTrying || reason.isEmpty());
    m_try->setToolTip(reason);
    if (m_isTrying)
        return;
    m_offeredFingerprint.clear();
    m_trust->hide();
    say(u"info"_s, reason.isEmpty() ? tr("Nothing has been tried yet.") : reason);
}

void CloudDialog::chooseCaFile()
{
    FileChooser::Request request;
    request.title = tr("Choose the certificates to trust for this cloud");
    request.filters = { tr("Certificates (%1)").arg(u"*.pem *.crt *.cer"_s), tr("All files (*)") };
    m_chooser.openFiles(
        this, request, [this](const QStringList &paths) { m_caFile->setText(paths.constFirst()); });
}

void CloudDialog::tryOut()
{
    m_isTrying = true;
    m_trust->hide();
    //: Button: stop the test
    m_try->setText(tr("S&top"));
    say(u"info"_s, tr("Logging in…"));
    m_trials.start(
        form(), [this](const tl::expected<CloudTrial, CloudRefusal> &result) { showTrial(result); });
}

void CloudDialog::stopTrying()
{
    m_trials.stop();
    m_isTrying = false;
    m_try->setText(tr("&Test the connection"));
    updateButtons();
}

void CloudDialog::showTrial(const tl::expected<CloudTrial, CloudRefusal> &result)
{
    stopTrying();
    if (!result) {
        m_offeredFingerprint = result.error().fingerprint;
        say(u"error"_s,
            // Of another certificate than the trusted one the error itself warns better.
            m_offeredFingerprint.isEmpty() || !m_fingerprint.isEmpty()
                ? text::errorSentence(result.error().error)
                : tr("Nobody vouches for this server. Trust it only if its administrator confirms that its "
                     "sha256 fingerprint is %1")
                      .arg(inGroups(m_offeredFingerprint)));
        m_result->setToolTip(result.error().error.detail);
        m_trust->setVisible(!m_offeredFingerprint.isEmpty());
        return;
    }
    QStringList parts{ result->project.isEmpty()
            ? tr("It works: the image service speaks %1.").arg(result->version)
            //: %1 is a user, %2 a project, %3 a version such as v2.15
            : tr("It works: you are %1 in the project %2, and the image service speaks %3.")
                  .arg(result->user, result->project, result->version) };
    if (result->regions.size() > 1 && m_region->text().isEmpty())
        parts.append(tr("Its regions: %1.").arg(result->regions.join(u", "_s)));
    say(u"success"_s, parts.join(u' '));
}

void CloudDialog::say(const QString &icon, const QString &sentence)
{
    m_resultIcon->setPixmap(themedIcon(icon).pixmap(iconSize));
    m_result->setText(sentence);
    m_result->setToolTip({});
}

void CloudDialog::trustCertificate()
{
    // Keystone and the image service may be two servers.
    m_fingerprint += (m_fingerprint.isEmpty() ? u""_s : u","_s) + m_offeredFingerprint;
    tryOut();
}

} // namespace vitrine
