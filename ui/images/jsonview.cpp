#include "ui/images/jsonview.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/image/imagejson.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int visibleLines = 16;

QString jsonText(const Image &image)
{
    return QString::fromUtf8(QJsonDocument(imageToJson(image)).toJson()).trimmed();
}

} // namespace

JsonView::JsonView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_copyButton(new QToolButton(this))
{
    m_text->setObjectName(u"jsonText"_s);
    m_text->setAccessibleName(tr("JSON of the image"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setFixedHeight(visibleLines * QFontMetrics(m_text->font()).lineSpacing());
    m_copyButton->setObjectName(u"copyJsonButton"_s);
    m_copyButton->setIcon(themedIcon(u"copy"_s, Tone::Muted));
    m_copyButton->setIconSize(QSize(16, 16));
    m_copyButton->setAutoRaise(true);
    m_copyButton->setFocusPolicy(Qt::StrongFocus);
    m_copyButton->setToolTip(tr("Copy the JSON"));
    m_copyButton->setAccessibleName(m_copyButton->toolTip());
    connect(m_copyButton, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(jsonText(m_image)); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
}

void JsonView::setImage(const Image &image)
{
    m_image = image;
    m_isStale = true;
    if (isVisible())
        showText();
}

void JsonView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showText();
}

void JsonView::showText()
{
    if (!std::exchange(m_isStale, false))
        return;
    const QString text = jsonText(m_image);
    if (text == m_text->toPlainText())
        return;
    const int place = m_text->verticalScrollBar()->value();
    m_text->setPlainText(text);
    m_text->verticalScrollBar()->setValue(place);
}

} // namespace vitrine
