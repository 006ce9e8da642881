#include "core/support/curltransfer.h"

namespace vitrine {

namespace {

constexpr long receiveBuffer = 512L << 10;
constexpr long slowestBytesPerSecond = 100;
constexpr int pollMilliseconds = 100;

} // namespace

void configureTransfer(CURL *easy, const QUrl &url, std::chrono::milliseconds connect,
    std::chrono::seconds stall, CurlErrorText &technical)
{
    curl_easy_setopt(easy, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, slowestBytesPerSecond);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(stall.count()));
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, receiveBuffer);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "Vitrine/" VITRINE_VERSION);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, technical.data());
}

std::optional<CURLcode> advanceTransfer(CURLM *multi)
{
    int running = 0;
    curl_multi_perform(multi, &running);
    std::optional<CURLcode> outcome;
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
        if (message->msg == CURLMSG_DONE)
            outcome = message->data.result;
    }
    return outcome;
}

void waitForNetwork(CURLM *multi)
{
    curl_multi_poll(multi, nullptr, 0, pollMilliseconds, nullptr);
}

} // namespace vitrine
