#include "ui/dialogs/commandpalette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/dialogs/palettedelegate.h"
#include "ui/dialogs/palettemodel.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int widest = 560;
constexpr int rowsShown = 10;
constexpr int imagesShown = 20;

} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, ImageService *service, QWidget &window)
    : QFrame(&window, Qt::Popup)
    , m_window(window)
    , m_service(service)
    , m_model(new PaletteModel(actions, this))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_nothing(new QLabel(tr("Nothing fits. Try fewer letters.")))
{
    setObjectName(u"commandPalette"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::StyledPanel);
    m_field->setObjectName(u"paletteField"_s);
    m_field->setAccessibleName(tr("Command or image"));
    m_field->setPlaceholderText(tr("Type a command, a catalogue or the name of an image"));
    m_field->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setObjectName(u"paletteNothing"_s);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMinimumHeight(64);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_nothing);

    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::setPattern);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    selectFirst();
}

void CommandPalette::open()
{
    setFixedWidth(qMin(widest, m_window.width() - 64));
    fitHeight();
    move(m_window.mapToGlobal(QPoint((m_window.width() - width()) / 2, 64)));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::setPattern(const QString &text)
{
    m_text = text.trimmed();
    m_model->setPattern(m_text);
    selectFirst();
    search();
}

void CommandPalette::search()
{
    // One question at a time; the last text always wins.
    if (!m_service || !m_scope.isIdle() || m_text == m_searched)
        return;
    m_searched = m_text;
    if (!m_text.isEmpty())
        m_scope.launch(runSearch(m_text));
}

ScopedTask<> CommandPalette::runSearch(QString text)
{
    ImageQuery query;
    query.text = text;
    query.limit = imagesShown;
    const Result<ImagePage> page = co_await m_service->listImages(query);
    if (page && text == m_text) {
        m_model->setImages(page->images);
        selectFirst();
    }
    // Not from here: the scope is idle only once this coroutine has ended.
    QTimer::singleShot(0, this, &CommandPalette::search);
}

void CommandPalette::selectFirst()
{
    const int usable = m_model->firstUsable();
    m_list->setCurrentIndex(m_model->index(qMax(0, usable), 0));
    const bool isEmpty = m_model->rowCount() == 0;
    m_nothing->setVisible(isEmpty);
    m_list->setVisible(!isEmpty);
    fitHeight();
}

void CommandPalette::fitHeight()
{
    const int rows = qBound(1, m_model->rowCount(), rowsShown);
    m_list->setFixedHeight(rows * qMax(1, m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth());
    layout()->activate();
    resize(width(), sizeHint().height());
}

void CommandPalette::run(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const PaletteItem item = m_model->itemAt(index.row());
    if (!item.reason.isEmpty())
        return;
    close();
    if (item.action)
        item.action->trigger();
    else if (!item.imageId.isEmpty())
        Q_EMIT imageChosen(item.imageId);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    const auto go = [this](int to) { m_list->setCurrentIndex(m_model->index(to, 0)); };
    switch (key->key()) {
    case Qt::Key_Down:
        go(row >= last ? 0 : row + 1);
        return true;
    case Qt::Key_Up:
        go(row <= 0 ? last : row - 1);
        return true;
    case Qt::Key_PageDown:
        go(qMin(last, row + rowsShown));
        return true;
    case Qt::Key_PageUp:
        go(qMax(0, row - rowsShown));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace vitrine
