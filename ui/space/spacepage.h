#pragma once

#include <QWidget>

#include "ui/space/spacetiles.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace vitrine {

class ImageService;
class MessageStrip;
class SpaceLists;
class SpaceSurvey;
class Treemap;

/// Where the bytes of a catalogue are: a treemap with its lists beside. Looks when it is shown, and again
/// when asked to.
class SpacePage final : public QWidget
{
    Q_OBJECT

public:
    explicit SpacePage(ImageService &service, QWidget *parent = nullptr);

    /// Reads everything anew.
    void refresh();
    Treemap &treemap() { return *m_treemap; }
    SpaceLists &lists() { return *m_lists; }
    bool isComplete() const;

Q_SIGNALS:
    /// People looked at this image here: the list of images should show the same one.
    void imageChosen(const vitrine::ImageId &id);
    /// The list of images is to be shown with these selected.
    void imagesRequested(const QList<vitrine::ImageId> &ids);
    void trashRequested();
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    void connectParts();
    void showReport(const SpaceReport &report);
    void showTiles();
    void showProgress(qint64 counted, qint64 total);
    void handleTile(const TreemapTile &tile);
    void activateTile(const TreemapTile &tile);
    SpaceMeasure measure() const;

    SpaceSurvey *m_survey = nullptr;
    SpaceReport m_report;
    bool m_hasReport = false;
    MessageStrip *m_strip = nullptr;
    QComboBox *m_measure = nullptr;
    QCheckBox *m_free = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_progress = nullptr;
    Treemap *m_treemap = nullptr;
    SpaceLists *m_lists = nullptr;
};

} // namespace vitrine
