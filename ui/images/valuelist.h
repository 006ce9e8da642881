#pragma once

#include <QList>
#include <QPair>
#include <QWidget>

class QFormLayout;

namespace vitrine {

/// Named values that can be copied, one a line.
class ValueList final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueList(QWidget *parent = nullptr);

    /// `empty` is shown when there are none.
    void setValues(const QList<QPair<QString, QString>> &values, const QString &empty);

private:
    QFormLayout *m_form = nullptr;
    QList<QPair<QString, QString>> m_values;
};

} // namespace vitrine
