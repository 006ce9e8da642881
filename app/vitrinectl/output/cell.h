#pragma once

#include <variant>

#include <QList>
#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>

namespace vitrine::ctl {

/// No value: "None" in a table, null in JSON.
using None = std::monostate;
using Scalar = std::variant<None, bool, qint64, QString>;
using ScalarMap = QMap<QString, Scalar>;
/// One value of the output, in the types that JSON and YAML know.
using Cell = std::variant<None, bool, qint64, QString, QStringList, ScalarMap>;

/// What a list command prints. Every row has one cell a header.
struct Listing {
    QStringList headers;
    QList<QList<Cell>> rows;
};

/// What a show command prints.
using Record = QList<QPair<QString, Cell>>;

} // namespace vitrine::ctl
