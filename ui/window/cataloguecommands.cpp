#include "ui/window/cataloguecommands.h"

#include <QAction>

#include "core/service/imageservice.h"
#include "ui/dialogs/integritydialog.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/prompts.h"
#include "ui/window/windowactions.h"

namespace vitrine {

namespace {

constexpr int shortTimeMs = 5'000;

} // namespace

CatalogueCommands::CatalogueCommands(
    ImageService &service, Prompts &prompts, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_prompts(prompts)
    , m_window(window)
{
}

CatalogueCommands::~CatalogueCommands()
{
    // The check reads from a service that may go next.
    delete m_check;
}

void CatalogueCommands::connectTo(const WindowActions &actions)
{
    connect(actions.emptyTrash, &QAction::triggered, this, &CatalogueCommands::askToEmptyTrash);
    connect(actions.checkIntegrity, &QAction::triggered, this, &CatalogueCommands::checkIntegrity);
}

void CatalogueCommands::askToEmptyTrash()
{
    m_scope.launch(runAsk());
}

ScopedTask<> CatalogueCommands::runAsk()
{
    const Result<Usage> usage = co_await m_service.usage();
    if (!usage) {
        tell(usage.error());
        co_return;
    }
    if (usage->trashCount == 0) {
        tell(MessageStrip::Kind::Information, tr("The trash is empty."));
        co_return;
    }
    Question question;
    question.title = tr("Empty the trash");
    question.sentence
        = tr("Remove the %n image(s) in the trash for good?", nullptr, static_cast<int>(usage->trashCount));
    //: %1 is a number of bytes
    question.detail = tr("Their data are deleted, which frees %1. This cannot be undone.")
                          .arg(text::bytes(usage->trashBytes));
    question.confirmLabel = tr("Empty trash");
    question.isDestructive = true;
    const QPointer<CatalogueCommands> self(this);
    std::function<void()> agreed = [self] {
        if (self)
            self->m_scope.launch(self->runEmptyTrash());
    };
    m_prompts.confirm(&m_window, question, agreed);
}

ScopedTask<> CatalogueCommands::runEmptyTrash()
{
    const Result<int> purged = co_await m_service.emptyTrash();
    if (!purged)
        tell(purged.error());
    else
        tell(MessageStrip::Kind::Success, tr("Removed %n image(s) for good.", nullptr, *purged));
}

void CatalogueCommands::checkIntegrity()
{
    if (!m_check) {
        m_check = new IntegrityDialog(m_service, &m_window);
        m_check->setAttribute(Qt::WA_DeleteOnClose);
        m_check->start();
    }
    m_check->show();
    m_check->raise();
    m_check->activateWindow();
}

void CatalogueCommands::tell(MessageStrip::Kind kind, const QString &sentence)
{
    Notice notice;
    notice.kind = kind;
    notice.sentence = sentence;
    notice.closeAfterMs = shortTimeMs;
    Q_EMIT noticed(notice);
}

void CatalogueCommands::tell(const Error &error)
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Error;
    notice.sentence = text::errorSentence(error);
    notice.details = text::errorReport(error);
    Q_EMIT noticed(notice);
}

} // namespace vitrine
