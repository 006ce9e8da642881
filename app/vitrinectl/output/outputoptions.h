#pragma once

#include <QString>
#include <QStringList>

namespace vitrine::ctl {

enum class OutputFormat { Table, Json, Csv, Value, Yaml, Shell };
/// Python's csv quoting modes, which the openstack client offers.
enum class QuoteMode { All, Minimal, NonNumeric, None };

/// How output is to look; the openstack client's formatter options.
struct OutputOptions {
    OutputFormat format = OutputFormat::Table;
    QStringList columns; ///< headers to keep; empty for all
    QStringList sortColumns; ///< first has priority
    bool sortDescending = false;
    bool noIndent = false;
    QuoteMode quote = QuoteMode::NonNumeric;
    int maxWidth = 0; ///< columns of the terminal; below 1 is off
    bool fitWidth = false;
    bool printEmpty = false;
    QString prefix; ///< of variable names in shell format
    int terminalWidth = 0; ///< 0 when standard output is no terminal
};

} // namespace vitrine::ctl
