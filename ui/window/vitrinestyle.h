#pragma once

#include <QProxyStyle>

namespace vitrine {

/// Fusion without its gradients: flat buttons and fields with round corners, one-pixel lines, thin bars.
/// Colours come from the palette alone, so every scheme and high contrast work.
class VitrineStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    VitrineStyle();

    /// Then SH_Widget_Animation_Duration is 0: whoever moves things asks for it.
    void setReducedMotion(bool reduced) { m_isMotionReduced = reduced; }

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption *option, const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
        const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *data) const override;

private:
    bool m_isMotionReduced = false;
};

} // namespace vitrine
