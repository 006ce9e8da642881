#pragma once

#include <QWidget>

class QLineEdit;

namespace vitrine {

class FlowLayout;

/// The tags of an image as chips that can be clicked and taken away, and a field that adds one.
class TagsEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit TagsEditor(QWidget *parent = nullptr);

    void setTags(const QStringList &tags);
    void startAdding();

Q_SIGNALS:
    /// What people wish; the chips follow when setTags() confirms it.
    void tagAddRequested(const QString &tag);
    void tagRemoveRequested(const QString &tag);
    void tagActivated(const QString &tag);

private:
    QWidget *makeChip(const QString &tag);
    void addFromField();

    QStringList m_tags;
    FlowLayout *m_layout = nullptr;
    QLineEdit *m_field = nullptr;
};

} // namespace vitrine
