#include "ui/widgets/typedpath.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// Null for what is no whole path.
QString wholePath(const QString &typed)
{
    const QString path = typed.trimmed();
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        return QDir::homePath() + path.sliced(1);
    return QDir::isAbsolutePath(path) ? path : QString();
}

} // namespace

TypedPath::TypedPath(QFileDialog &dialog)
    : QObject(&dialog)
    , m_dialog(dialog)
    , m_field(dialog.findChild<QLineEdit *>(u"fileNameEdit"_s))
{
    if (!m_field)
        return;
    m_field->installEventFilter(this);
    // While the proposals are open they get the keys, and hand them on past all filters.
    if (QCompleter *completer = m_field->completer())
        completer->popup()->installEventFilter(this);
}

bool TypedPath::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isReturn = key == Qt::Key_Return || key == Qt::Key_Enter;
    const auto *proposals = qobject_cast<QAbstractItemView *>(watched);
    // One that was gone to with the arrow keys is what people mean.
    const bool isProposalMeant = proposals && proposals->currentIndex().isValid();
    if (isReturn && !isProposalMeant && take(wholePath(m_field->text())))
        return true;
    return QObject::eventFilter(watched, event);
}

bool TypedPath::take(const QString &path)
{
    const QFileInfo info(path);
    if (path.isEmpty() || !info.exists())
        return false;
    if (QCompleter *completer = m_field->completer())
        completer->popup()->hide();
    if (info.isDir()) {
        m_dialog.setDirectory(path);
        m_field->clear();
        return true;
    }
    // Not through its own way to accept, which looks at what is marked.
    const QStringList files{ QDir::cleanPath(path) };
    Q_EMIT m_dialog.filesSelected(files);
    static_cast<QDialog &>(m_dialog).done(QDialog::Accepted);
    return true;
}

} // namespace vitrine
