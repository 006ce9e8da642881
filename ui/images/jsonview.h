#pragma once

#include <QWidget>

#include "core/image/image.h"

class QPlainTextEdit;
class QToolButton;

namespace vitrine {

/// An image as the Image API would give it. The text is only made while the view can be seen.
class JsonView final : public QWidget
{
    Q_OBJECT

public:
    explicit JsonView(QWidget *parent = nullptr);

    void setImage(const Image &image);
    /// Copies the whole text; made here, placed by the owner.
    QToolButton *copyButton() const { return m_copyButton; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showText();

    Image m_image;
    bool m_isStale = true;
    QPlainTextEdit *m_text = nullptr;
    QToolButton *m_copyButton = nullptr;
};

} // namespace vitrine
