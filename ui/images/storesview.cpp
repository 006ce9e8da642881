#include "ui/images/storesview.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/numbertext.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int iconSize = 16;

QLabel *makeIcon(const QString &name, Tone tone)
{
    auto *label = new QLabel;
    label->setPixmap(themedIcon(name, tone).pixmap(QSize(iconSize, iconSize)));
    return label;
}

QLabel *makeLine(const QString &text, bool muted)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    if (muted)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

StoresView::StoresView(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    connect(&service, &ImageService::storesChanged, this, &StoresView::load);
    rebuild();
    load();
}

void StoresView::setStores(const QStringList &stores)
{
    if (stores == m_ids)
        return;
    m_ids = stores;
    rebuild();
}

void StoresView::load()
{
    QCoro::connect(m_service.stores(), this, [this](const Result<QList<StoreInfo>> &stores) {
        // Without an answer the ids are shown alone, which is true as well.
        m_known = stores.value_or(QList<StoreInfo>());
        rebuild();
    });
}

void StoresView::rebuild()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &id : std::as_const(m_ids))
        m_column->addWidget(makeRow(id));
    if (m_ids.isEmpty())
        m_column->addWidget(makeLine(tr("No store holds data of this image."), true));
}

void StoresView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // The icons' pictures were drawn in the colours of before.
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

QWidget *StoresView::makeRow(const QString &id) const
{
    const auto store = std::find_if(
        m_known.cbegin(), m_known.cend(), [&id](const StoreInfo &each) { return each.id == id; });
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(makeIcon(u"store"_s, Tone::Muted));
    title->addWidget(makeLine(id, false), 1);
    column->addLayout(title);
    if (store == m_known.cend())
        return row;
    if (!store->path.isEmpty()) {
        auto *path = new CopyableValue;
        //: What is copied: the folder of a store
        path->setValue(store->path, tr("Folder"));
        column->addWidget(path);
    }
    if (!store->isAvailable) {
        auto *line = new QHBoxLayout;
        line->setSpacing(8);
        line->addWidget(makeIcon(u"warning"_s, Tone::Warning), 0, Qt::AlignTop);
        line->addWidget(makeLine(tr("Its disk is not there now. Connect it to use these data."), false), 1);
        column->addLayout(line);
    } else if (store->totalBytes > 0) {
        //: %1 and %2 are amounts of bytes
        const QString free
            = tr("%1 free of %2").arg(text::bytes(store->freeBytes), text::bytes(store->totalBytes));
        //: %1 is "5 GiB free of 20 GiB"
        column->addWidget(makeLine(store->isDefault ? tr("Default store, %1").arg(free) : free, true));
    }
    return row;
}

} // namespace vitrine
