#include "tests/support/sampleimages.h"

#include <QUuid>

namespace vitrine::test {

ImageId sampleId(int number)
{
    return QStringLiteral("%1-0000-4000-8000-000000000000").arg(number, 8, 10, QLatin1Char('0'));
}

Image sampleImage(int number)
{
    Image image;
    image.id = sampleId(number);
    image.name = QStringLiteral("image-%1").arg(number, 6, 10, QLatin1Char('0'));
    image.status = ImageStatus::Active;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.size = (number % 977 + 1) * 1'048'576LL;
    image.virtualSize = *image.size * 4;
    image.createdAt = QDateTime::fromSecsSinceEpoch(1'700'000'000 - number, Qt::UTC);
    image.updatedAt = image.createdAt;
    return image;
}

QList<Image> sampleImages(int count)
{
    QList<Image> images;
    images.reserve(count);
    for (int number = 0; number < count; ++number)
        images.append(sampleImage(number));
    return images;
}

Image imageNamed(const QString &name, ImageStatus status)
{
    Image image;
    image.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    image.name = name;
    image.status = status;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.size = 1 << 20;
    image.createdAt = QDateTime::currentDateTimeUtc();
    image.updatedAt = image.createdAt;
    return image;
}

} // namespace vitrine::test
