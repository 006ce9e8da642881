#pragma once

#include <QWidget>

#include "ui/finding/filterset.h"

class QToolButton;

namespace vitrine {

/// One filter in force: a button that says it and lets its values be changed, and one that takes it away.
class FilterChip final : public QWidget
{
    Q_OBJECT

public:
    FilterChip(Facet facet, const QStringList &values, QWidget *parent = nullptr);

    Facet facet() const { return m_facet; }
    QToolButton &label() { return *m_label; }
    QToolButton &removeButton() { return *m_remove; }

Q_SIGNALS:
    void changeRequested();
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Facet m_facet;
    QToolButton *m_label = nullptr;
    QToolButton *m_remove = nullptr;
};

} // namespace vitrine
