#pragma once

#include <stop_token>

#include <QWidget>

#include "core/image/allocation.h"
#include "core/image/image.h"
#include "core/support/result.h"

class QLabel;

namespace vitrine {

class AllocationStrip;
class ImageService;

/// Which parts of the disk in an image's data are stored, drawn to scale. Asks the service only while it can
/// be seen, because the whole map of a large disk may have to be read for it.
class AllocationView final : public QWidget
{
    Q_OBJECT

public:
    explicit AllocationView(ImageService &service, QWidget *parent = nullptr);
    ~AllocationView() override;

    void setImage(const Image &image);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void show(const Result<AllocationMap> &map);
    void say(const QString &sentence);

    ImageService &m_service;
    ImageId m_image;
    QString m_data; ///< what tells these data from others; null when there are none
    bool m_isStale = false;
    int m_asked = 0; ///< tells the latest answer from earlier ones
    std::stop_source m_stop;
    QLabel *m_state = nullptr;
    AllocationStrip *m_strip = nullptr;
};

} // namespace vitrine
