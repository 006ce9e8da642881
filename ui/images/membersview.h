#pragma once

#include <optional>

#include <QList>
#include <QWidget>

#include "core/image/image.h"
#include "core/image/member.h"
#include "ui/images/membereditor.h"

class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace vitrine {

/// The projects with which a shared image is shared, what each has answered, and a field to add one. Asks the
/// service only while it can be seen.
class MembersView final : public QWidget
{
    Q_OBJECT

public:
    explicit MembersView(ImageService &service, QWidget *parent = nullptr);

    /// Hides itself for an image that is not shared.
    void setImage(const Image &image);

Q_SIGNALS:
    void changeRequested(const vitrine::MemberChange &change);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void load();
    void loadWhenSeen();
    void show(const Result<QList<Member>> &members);
    void rebuild();
    QWidget *makeRow(const Member &member);
    QToolButton *makeAnswer(const Member &member, QWidget *row);
    void addFromField();

    ImageService &m_service;
    ImageId m_image;
    bool m_isShared = false;
    bool m_isStale = false;
    int m_asked = 0; ///< tells the latest answer from earlier ones
    std::optional<QList<Member>> m_members;
    QLabel *m_state = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QLineEdit *m_field = nullptr;
};

} // namespace vitrine
