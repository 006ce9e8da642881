#pragma once

#include <QFrame>

#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"

class QAction;
class QLabel;
class QLineEdit;
class QListView;

namespace vitrine {

class PaletteModel;

/// Everything that can be done, and the images by name, a few keystrokes away. Closes when something was
/// chosen, on Escape and on a click outside.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    /// `service` is null while no catalogue is shown. `window` is what it opens over.
    CommandPalette(const QList<QAction *> &actions, ImageService *service, QWidget &window);

    void open();

Q_SIGNALS:
    void imageChosen(const vitrine::ImageId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setPattern(const QString &text);
    void search();
    ScopedTask<> runSearch(QString text);
    void selectFirst();
    void run(const QModelIndex &index);
    void fitHeight();

    QWidget &m_window;
    ImageService *m_service = nullptr;
    QString m_text;
    QString m_searched;
    PaletteModel *m_model = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nothing = nullptr;
    AsyncScope m_scope;
};

} // namespace vitrine
