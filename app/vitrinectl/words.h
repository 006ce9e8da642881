#pragma once

#include <QCoreApplication>

namespace vitrine::ctl {

/// The translation context of everything the command line says.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(vitrinectl)
};

} // namespace vitrine::ctl
