#pragma once

#include <stop_token>

#include <QObject>

#include "ui/catalogs/cloudform.h"

namespace vitrine {

/// Tries clouds out on worker threads.
class CloudTester final : public QObject, public CloudTrials
{
    Q_OBJECT

public:
    ~CloudTester() override;

    void start(const CloudForm &form, Answer answer) override;
    void stop() override;

private:
    std::stop_source m_stop;
    int m_number = 0; ///< of the trial whose answer is awaited
};

} // namespace vitrine
