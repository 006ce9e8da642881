#pragma once

#include <QPointer>
#include <QWidget>

#include "core/support/webexchange.h"

class QLabel;
class QLineEdit;
class QModelIndex;
class QPlainTextEdit;
class QSortFilterProxyModel;
class QToolButton;
class QTreeView;

namespace vitrine {

class CloudImageService;
class ExchangeModel;

/// Shows, for people who learn, every request to the cloud with its answer and the openstack command that
/// asks the same. It listens only while it is to be seen.
class RequestsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestsPanel(QWidget *parent = nullptr);
    ~RequestsPanel() override;

    /// Whose requests are shown; null for a catalogue on this PC, which sends none.
    void setService(CloudImageService *service);
    ExchangeModel &model() { return *m_model; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolButton *makeButton(const QString &name, const QString &icon, const QString &label);
    void buildLayout();
    void listen(bool listens);
    void take(const WebExchange &exchange);
    void showCurrent();
    void update();
    QString currentReport() const;
    void copy();
    void copyCommand();
    void clear();

    QPointer<CloudImageService> m_service;
    ExchangeModel *m_model = nullptr;
    QSortFilterProxyModel *m_filtered = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_copyCommand = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_clear = nullptr;
    QTreeView *m_list = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_hint = nullptr;
};

} // namespace vitrine
