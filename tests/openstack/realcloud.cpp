#include "tests/openstack/realcloud.h"

#include <csignal>

#include <sys/prctl.h>

#include <QJsonDocument>

#include "core/openstack/clouds.h"
#include "core/openstack/imageapi.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int startLimit = 240'000;

} // namespace

RealCloud::RealCloud()
{
    // Also when this test is killed and cannot say so.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"python3"_s,
        { u"-B"_s, qEnvironmentVariable("SOURCE_DIR") + u"/tests/openstack/openstack_cloud.py",
            m_folder.path() });
    QByteArray line;
    while (!line.contains('\n') && m_process.waitForReadyRead(startLimit))
        line += m_process.readLine();
    m_description = QJsonDocument::fromJson(line).object();
    if (m_description.isEmpty())
        m_problem = line.isEmpty() ? u"the cloud did not start"_s : QString::fromUtf8(line.trimmed());
    // The first question to each service is slow to be answered: no test is to wait for that.
    for (const QString &name : { u"admin"_s, u"student"_s })
        (void)ImageApi(cloud(name)).list({});
}

RealCloud::~RealCloud()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(60'000))
        m_process.kill();
}

CloudConfig RealCloud::cloud(const QString &name) const
{
    CloudPlaces places;
    places.environment.clear();
    places.environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, configFile());
    const auto clouds = Clouds::find(places);
    const auto config = clouds ? clouds->cloud(name) : failure(clouds.error());
    return config.value_or(CloudConfig());
}

} // namespace vitrine::test
