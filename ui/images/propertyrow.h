#pragma once

#include <functional>

#include <QWidget>

#include "core/image/metadef.h"

class QLabel;

namespace vitrine {

/// A custom property with an editor that fits what is known about it: choices, a number, yes or no, or text.
class PropertyRow final : public QWidget
{
    Q_OBJECT

public:
    enum class Standing {
        Set, ///< has a value
        Different, ///< has several values, over several images
        New, ///< people are about to give it a value
    };

    PropertyRow(const PropertyDefinition &definition, Standing standing, const QString &value,
        QWidget *parent = nullptr);

    QString name() const { return m_definition.name; }
    Standing standing() const { return m_standing; }
    /// Shows a value that came from elsewhere; leaves alone what is being written.
    void setValue(const QString &value);
    /// Shows the value held, whatever stands in the editor.
    void takeBack();
    /// A sentence under the editor; empty for none.
    void showComplaint(const QString &sentence);
    void startEditing();

    /// False when the editor for this definition cannot hold the value.
    static bool isEditable(const PropertyDefinition &definition, const QString &value);

Q_SIGNALS:
    /// What people wish; the row follows when setValue() confirms it.
    void valueChosen(const QString &value);
    void removeRequested();

private:
    QWidget *makeEditor();
    QWidget *makeChoice();
    QWidget *makeWholeNumber();
    QWidget *makeNumber();
    QWidget *makeSwitch();
    QWidget *makeText();
    void choose(const QString &value);
    void judge(const QString &value);

    PropertyDefinition m_definition;
    Standing m_standing;
    QString m_value; ///< empty unless it is Set
    QWidget *m_editor = nullptr;
    std::function<void(const QString &)> m_show; ///< puts a value into the editor
    QWidget *m_complaintLine = nullptr;
    QLabel *m_complaint = nullptr;
};

} // namespace vitrine
