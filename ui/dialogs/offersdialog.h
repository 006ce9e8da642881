#pragma once

#include <QDialog>

#include "core/image/member.h"
#include "core/service/asyncscope.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace vitrine {

class CloudImageService;
class MessageStrip;

/// The images that other projects share with one's own, for it to accept or reject.
class OffersDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `service` must outlive it.
    explicit OffersDialog(CloudImageService &service, QWidget *parent = nullptr);

private:
    void buildLayout();
    void showOffers();
    void updateButtons();
    void answer(MemberStatus status);
    ScopedTask<> runAnswer(QStringList ids, MemberStatus status);

    CloudImageService &m_service;
    QLabel *m_summary = nullptr;
    MessageStrip *m_strip = nullptr;
    QTreeWidget *m_list = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_reject = nullptr;
    bool m_isAnswering = false;
    AsyncScope m_scope;
};

} // namespace vitrine
