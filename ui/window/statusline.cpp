#include "ui/window/statusline.h"

#include <QLabel>
#include <QLocale>

#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"
#include "ui/text/numbertext.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/window/theme.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_images(new QLabel)
    , m_selection(new QLabel)
    , m_speed(new QLabel)
{
    setSizeGripEnabled(false);
    setContentsMargins(spacing::unit, 0, spacing::unit, 0);
    for (QLabel *label : { m_images, m_selection, m_speed }) {
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setTextFormat(Qt::PlainText);
        label->setMinimumHeight(24);
    }
    m_images->setObjectName(u"imageCount"_s);
    m_selection->setObjectName(u"selectionTotal"_s);
    m_speed->setObjectName(u"speedTotal"_s);
    addWidget(m_images);
    addWidget(m_selection, 1);
    addPermanentWidget(m_speed);
}

void StatusLine::showImages(const ImageListModel &model)
{
    const int count = model.rowCount();
    const bool isNarrowed = !model.query().text.isEmpty() || !model.query().filters.isEmpty();
    QString text = model.query().trash ? tr("%n image(s) in the trash", nullptr, count)
        : !isNarrowed                  ? tr("%n image(s)", nullptr, count)
                                       : tr("%n image(s) found", nullptr, count);
    if (model.state() == ImageListModel::State::Streaming)
        text.append(u'…');
    m_images->setText(text);
}

void StatusLine::showSelection(const ImageSelection &selection)
{
    if (selection.count < 2) {
        m_selection->clear();
        return;
    }
    //: %1 is a number of images, %2 their total size
    m_selection->setText(u"·  "_s
        % tr("%1 selected, %2").arg(QLocale().toString(selection.count), text::bytes(selection.totalSize)));
}

void StatusLine::showTotals(const TransferTotals &totals)
{
    m_speed->setText(
        totals.running > 0 && totals.bytesPerSecond > 0 ? text::speed(totals.bytesPerSecond) : QString());
}

void StatusLine::showState(const QString &text)
{
    m_images->setText(text);
    m_selection->clear();
}

} // namespace vitrine
