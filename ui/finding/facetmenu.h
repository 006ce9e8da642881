#pragma once

#include <QMenu>

#include "ui/finding/filterset.h"

class QLineEdit;

namespace vitrine {

/// The values of one facet to tick. Where several may be ticked it stays open for the next; facets whose
/// values are free have a field to type one.
class FacetMenu final : public QMenu
{
    Q_OBJECT

public:
    /// `suggestions` are offered where a facet has no fixed values.
    FacetMenu(Facet facet, const QStringList &chosen, const QStringList &suggestions, QWidget *parent);

Q_SIGNALS:
    /// All values that are ticked now.
    void valuesChosen(vitrine::Facet facet, const QStringList &values);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addField();
    void addEntry(const QString &label, const QStringList &values);
    void toggle(const QStringList &values, bool isOn);
    void takeTyped();

    const Facet m_facet;
    QStringList m_chosen;
    QLineEdit *m_field = nullptr;
};

} // namespace vitrine
