#include "tests/ui/window/widgetwalk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Pixels that a font's rounding may take.
constexpr int slack = 2;

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName().isEmpty()
        ? widget.parentWidget() ? u"in "_s + widget.parentWidget()->objectName() : QString()
        : widget.objectName();
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + name;
}

/// Parts that Qt makes for itself inside a control.
bool isInternal(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return widget.objectName().startsWith("qt_"_L1) || qobject_cast<const QScrollBar *>(&widget)
        || qobject_cast<const QHeaderView *>(&widget)
        || (parent
            && (qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QComboBox *>(parent)))
        || widget.inherits("QLineEditIconButton");
}

QList<QWidget *> visibleWidgets(const QWidget &root)
{
    QList<QWidget *> widgets;
    const QList<QWidget *> all = root.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->isVisible() && widget->window() == root.window() && !isInternal(*widget))
            widgets.append(widget);
    }
    return widgets;
}

/// Whether the widget's place lies within all that is around it, up to what scrolls.
bool liesInside(const QWidget &widget)
{
    QRect place = widget.rect();
    for (const QWidget *inner = &widget; inner->parentWidget() && !inner->isWindow();
         inner = inner->parentWidget()) {
        const QWidget *outer = inner->parentWidget();
        if (qobject_cast<const QAbstractScrollArea *>(outer->parentWidget())
            && outer->objectName() == "qt_scrollarea_viewport"_L1)
            return true;
        place.translate(inner->pos());
        if (!outer->rect().adjusted(-slack, -slack, slack, slack).contains(place))
            return false;
    }
    return true;
}

int widestLine(const QFontMetrics &metrics, const QString &text)
{
    int widest = 0;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines)
        widest = std::max(widest, metrics.size(Qt::TextShowMnemonic, line).width());
    return widest;
}

bool isCut(const QLabel &label)
{
    if (label.text().isEmpty() || !label.pixmap(Qt::ReturnByValue).isNull())
        return false;
    const int margins = 2 * label.margin();
    if (label.wordWrap())
        return label.heightForWidth(label.width()) > label.height() + slack;
    const bool isShortened = label.text().contains(u'…') && !label.toolTip().isEmpty();
    return !isShortened && widestLine(label.fontMetrics(), label.text()) + margins > label.width() + slack;
}

bool isCut(const QAbstractButton &button)
{
    if (button.text().isEmpty())
        return false;
    const auto *tool = qobject_cast<const QToolButton *>(&button);
    if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
        return false;
    return button.sizeHint().width() > button.width() + slack;
}

bool isCut(const QComboBox &box)
{
    if (box.isEditable())
        return false;
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.subControls = QStyle::SC_All;
    const QRect field
        = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    return box.fontMetrics().horizontalAdvance(box.currentText()) > field.width() + slack;
}

bool isCut(const QLineEdit &edit)
{
    return edit.text().isEmpty()
        && edit.fontMetrics().horizontalAdvance(edit.placeholderText()) > edit.width() + slack;
}

bool isCut(const QGroupBox &box)
{
    return widestLine(box.fontMetrics(), box.title()) > box.width();
}

bool isCut(const QTabBar &bar)
{
    return bar.sizeHint().width() > bar.width() + slack && bar.usesScrollButtons() == false;
}

template<typename Kind>
QString cutText(const QWidget &widget, const QString &text)
{
    const auto *kind = qobject_cast<const Kind *>(&widget);
    if (!kind || !(isCut(*kind) || (!text.isEmpty() && !liesInside(widget))))
        return {};
    return u"%1: “%2” (%3 of %4 wide, %5 of %6 high)"_s.arg(nameOf(widget), text)
        .arg(widget.width())
        .arg(widget.sizeHint().width())
        .arg(widget.height())
        .arg(widget.sizeHint().height());
}

QString cutText(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return cutText<QLabel>(widget, label->text());
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return cutText<QAbstractButton>(widget, button->text());
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return cutText<QComboBox>(widget, box->currentText());
    if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        return cutText<QLineEdit>(widget, edit->placeholderText());
    if (const auto *box = qobject_cast<const QGroupBox *>(&widget))
        return cutText<QGroupBox>(widget, box->title());
    if (qobject_cast<const QTabBar *>(&widget))
        return cutText<QTabBar>(widget, u"tabs"_s);
    return {};
}

QStringList actionTexts(const QAction &action)
{
    QStringList texts{ action.text(), action.toolTip() };
    if (action.menu()) {
        const QList<QAction *> entries = action.menu()->actions();
        for (const QAction *entry : entries)
            texts += actionTexts(*entry);
    }
    return texts;
}

QStringList shownTexts(const QWidget &widget)
{
    QStringList texts{ widget.toolTip(), widget.accessibleName(), widget.accessibleDescription() };
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        texts.append(label->text());
    else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        texts.append(button->text());
    else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        texts.append(edit->placeholderText());
    else if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        texts.append(group->title());
    if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
        for (int i = 0; i < box->count(); ++i)
            texts.append(box->itemText(i));
    }
    if (const auto *bar = qobject_cast<const QTabBar *>(&widget)) {
        for (int i = 0; i < bar->count(); ++i)
            texts.append(bar->tabText(i));
    }
    if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model()) {
        for (int column = 0; column < view->model()->columnCount(); ++column)
            texts.append(view->model()->headerData(column, Qt::Horizontal).toString());
    }
    if (const auto *menuBar = qobject_cast<const QMenuBar *>(&widget)) {
        const QList<QAction *> menus = menuBar->actions();
        for (const QAction *menu : menus)
            texts += actionTexts(*menu);
    }
    return texts;
}

/// Where the Tab key stops.
qsizetype stops(const QWidget &root)
{
    const QList<QWidget *> widgets = visibleWidgets(root);
    return std::count_if(widgets.cbegin(), widgets.cend(),
        [](const QWidget *widget) { return widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus); });
}

} // namespace

QStringList unnamedControls(const QWidget &root)
{
    QStringList unnamed;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isEnabled())
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
            unnamed.append(nameOf(*widget));
    }
    return unnamed;
}

QStringList strayMnemonics(const QWidget &root)
{
    QStringList stray;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (const QWidget *widget : widgets) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label && label->text().contains(u'&') && !label->buddy())
            stray.append(nameOf(*label) + u": "_s + label->text());
    }
    return stray;
}

QStringList cutOffTexts(const QWidget &root)
{
    QStringList cut;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (const QWidget *widget : widgets) {
        if (const QString text = cutText(*widget); !text.isEmpty())
            cut.append(text);
    }
    return cut;
}

QStringList focusTraps(QWidget &root)
{
    constexpr int most = 400;
    constexpr int mostStays = 3;
    const auto isIn
        = [&root](const QWidget *widget) { return widget && (widget == &root || root.isAncestorOf(widget)); };
    if (!isIn(QApplication::focusWidget()))
        QTest::keyClick(&root, Qt::Key_Tab);
    QWidget *first = QApplication::focusWidget();
    if (!isIn(first))
        return {};
    const QWidget *last = first;
    int stays = 0;
    for (int pressed = 0; pressed < most; ++pressed) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget *now = QApplication::focusWidget();
        if (!isIn(now))
            return { u"the focus leaves at "_s + nameOf(*last) };
        // Once may be chance: a dialog that ends its work just now takes the focus to another button.
        stays = now == last ? stays + 1 : 0;
        if (stays > 0 && stays < mostStays && stops(root) > 1)
            continue;
        if (stays >= mostStays)
            return { u"the focus stays in "_s + nameOf(*last) };
        if (now == first)
            return {};
        last = now;
    }
    return { u"the focus does not come back to "_s + nameOf(*first) + u", last in "_s + nameOf(*last) };
}

QSet<QString> textsOf(const QWidget &root)
{
    QSet<QString> texts{ root.windowTitle() };
    QList<QWidget *> widgets = visibleWidgets(root);
    for (const QWidget *widget : widgets) {
        const QStringList shown = shownTexts(*widget);
        texts.unite({ shown.cbegin(), shown.cend() });
    }
    texts.remove(QString());
    return texts;
}

} // namespace vitrine::test
