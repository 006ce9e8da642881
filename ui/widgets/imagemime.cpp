#include "ui/widgets/imagemime.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString mimeType()
{
    return u"application/x-vitrine-images"_s;
}

} // namespace

void putImages(QMimeData &data, const QList<ImageId> &ids)
{
    data.setData(mimeType(), ids.join(u'\n').toUtf8());
}

QList<ImageId> imagesIn(const QMimeData &data)
{
    return QString::fromUtf8(data.data(mimeType())).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace vitrine
