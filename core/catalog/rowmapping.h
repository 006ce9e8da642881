#pragma once

#include <optional>

#include <QList>
#include <QSqlDatabase>
#include <QString>
#include <QVariantList>

#include "core/catalog/imagerepository.h"
#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

/// An image with its key inside the database.
struct ImageRow {
    qint64 row = 0;
    Image image;
};

/// "SELECT <the columns readImageRows() wants> FROM images i".
QString imageSelect();
/// The columns alone, of images as i, for a FROM of one's own.
QString imageColumns();

/// Runs a select of imageColumns() and reads tags, properties and stores of all its rows in one go each.
Result<QList<ImageRow>> readImageRows(
    QSqlDatabase &database, const QString &sql, const QVariantList &values = {});
/// The row of an image in whatever status; none when the id was never used.
Result<std::optional<ImageRow>> readImageRow(QSqlDatabase &database, const ImageId &id);

/// Adds the row, its tags and properties. Gives its key.
Result<qint64> insertImageRow(QSqlDatabase &database, const Image &image);
/// Writes only the attributes, tags and properties in which `after` differs.
Result<void> updateImageRow(QSqlDatabase &database, const ImageRow &before, const Image &after);
Result<void> removeTagsAndProperties(QSqlDatabase &database, qint64 row);

} // namespace vitrine
