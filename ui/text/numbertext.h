#pragma once

#include <optional>

#include <QString>

namespace vitrine::text {

/// Stands for a value that is not known or does not apply.
QString dash();

/// Three significant digits in binary units, such as "1.20 GiB"; whole numbers below 1 KiB.
QString bytes(qint64 count);
/// bytes(), or a dash when there is no value.
QString bytes(std::optional<qint64> count);
/// Every digit, such as "1,288,490,189 bytes": for tooltips.
QString exactBytes(qint64 count);
QString exactBytes(std::optional<qint64> count);

/// "2.20 of 5.10 GiB", or only what is done while the total (-1) is unknown.
QString bytesOf(qint64 done, qint64 total);
/// "86.0 MiB/s"; a dash when nothing moves.
QString speed(double bytesPerSecond);
/// A fraction from 0 to 1 as a whole percentage that says 100 only when it is all done.
QString percent(double fraction);

/// How long something took: "0.4 s", "12 s", "3 min 5 s", "2 h 10 min", "3 d 4 h".
QString duration(qint64 milliseconds);
/// The same in one unit, where there is little room: "3 min".
QString shortDuration(qint64 milliseconds);
/// How long it will take, rounded so that it does not jump: "about 3 min left".
QString timeLeft(std::optional<qint64> seconds);

/// min_disk and min_ram: "20 GB", "No minimum" for 0.
QString minimumDisk(qint64 gigabytes);
QString minimumRam(qint64 megabytes);

} // namespace vitrine::text
