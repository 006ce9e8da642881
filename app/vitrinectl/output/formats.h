#pragma once

#include <QString>

#include "app/vitrinectl/output/cell.h"
#include "app/vitrinectl/output/outputoptions.h"

namespace vitrine::ctl {

// One pair of functions a format; each ends its text with a line end.

QString tableListing(const Listing &listing, const OutputOptions &options);
QString tableRecord(const Record &record, const OutputOptions &options);

QString jsonListing(const Listing &listing, const OutputOptions &options);
QString jsonRecord(const Record &record, const OutputOptions &options);

QString csvListing(const Listing &listing, const OutputOptions &options);

QString yamlListing(const Listing &listing);
QString yamlRecord(const Record &record);

QString valueListing(const Listing &listing, const OutputOptions &options);
QString valueRecord(const Record &record, const OutputOptions &options);

QString shellRecord(const Record &record, const OutputOptions &options);

} // namespace vitrine::ctl
