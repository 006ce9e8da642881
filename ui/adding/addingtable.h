#pragma once

#include <QTableView>

namespace vitrine {

class AddingModel;

/// The files as a table that many rows can be edited in at once, with the mouse or without: an edited cell
/// goes to all selected rows, Ctrl+D copies it downwards, Space checks and unchecks.
class AddingTable final : public QTableView
{
    Q_OBJECT

public:
    explicit AddingTable(AddingModel &model, QWidget *parent = nullptr);

    /// In row order.
    QList<int> selectedRows() const;
    /// The current cell of the first selected row into those selected below it; of a single selected row into
    /// all below.
    void fillDown();
    /// Checks what is selected, or unchecks it when all of it is checked.
    void toggleChecks();

Q_SIGNALS:
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void commitData(QWidget *editor) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpColumns();
    bool stepSideways(const QKeyEvent &event);

    AddingModel &m_model;
};

} // namespace vitrine
