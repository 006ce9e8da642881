#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>

#include <curl/curl.h>

#include <QUrl>

namespace vitrine {

struct CurlEasyCloser {
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
};
using CurlEasy = std::unique_ptr<CURL, CurlEasyCloser>;

struct CurlMultiCloser {
    void operator()(CURLM *handle) const { curl_multi_cleanup(handle); }
};
using CurlMulti = std::unique_ptr<CURLM, CurlMultiCloser>;

using CurlErrorText = std::array<char, CURL_ERROR_SIZE>;

/// What every transfer keeps to: http and https alone, TLS 1.2 at least, no redirect that nobody judged, and
/// given up when less than 100 bytes a second come for `stall`. Curl writes what went wrong into `technical`,
/// which must live as long as the handle is in use.
void configureTransfer(CURL *easy, const QUrl &url, std::chrono::milliseconds connect,
    std::chrono::seconds stall, CurlErrorText &technical);

/// Lets curl work. Gives the outcome of the one transfer of the handle once it has ended.
std::optional<CURLcode> advanceTransfer(CURLM *multi);
/// Waits for the network, at most for a moment: somebody may want to stop.
void waitForNetwork(CURLM *multi);

} // namespace vitrine
