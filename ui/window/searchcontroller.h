#pragma once

#include <optional>

#include <QObject>
#include <QString>

namespace vitrine {

class ImageListModel;

/// Search as you type: a keystroke asks at once when the service is free; while an answer is awaited only
/// the latest text is kept. So the service itself sets the pace, and the last text always wins.
class SearchController final : public QObject
{
    Q_OBJECT

public:
    SearchController(ImageListModel &model, QObject *parent);

    void setText(const QString &text);
    void setTrash(bool trash);

private:
    void ask();
    void handleState();

    ImageListModel &m_model;
    QString m_text;
    bool m_isTrash = false;
};

} // namespace vitrine
