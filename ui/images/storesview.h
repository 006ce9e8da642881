#pragma once

#include <QList>
#include <QWidget>

#include "core/service/imageservice.h"

class QVBoxLayout;

namespace vitrine {

/// The stores that hold the data of an image: where they are, whether their disk is there, what is free on
/// it.
class StoresView final : public QWidget
{
    Q_OBJECT

public:
    explicit StoresView(ImageService &service, QWidget *parent = nullptr);

    /// Ids of stores, the default store first.
    void setStores(const QStringList &stores);

protected:
    void changeEvent(QEvent *event) override;

private:
    void load();
    void rebuild();
    QWidget *makeRow(const QString &id) const;

    ImageService &m_service;
    QStringList m_ids;
    QList<StoreInfo> m_known;
    QVBoxLayout *m_column = nullptr;
};

} // namespace vitrine
