// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/error.h"

namespace cundang::delivery {

/// Where webhooks may go. Only hosts named here are ever called, so that no page can make this server call the
/// machines beside it (SSRF).
struct WebhookOptions {
  std::vector<std::string> allowed;  ///< host or host:port, lower case; without a port: the scheme's own
  std::filesystem::path ca_file;     ///< certificates to trust beside the system's; may be empty
  std::chrono::seconds timeout{10};  ///< of each exchange
};

struct Delivery {
  std::string url;
  std::string secret;            ///< key of the signature
  std::string id;                ///< the same for every attempt: a receiver knows repetitions by it
  std::string event;             ///< e.g. obligation.answered
  std::string body;              ///< JSON
  std::int64_t timestamp_s = 0;  ///< real clock, seconds since 1970
};

/// Why such an address is no target, with a cure; both empty where it is one.
struct UrlFault {
  Text reason, cure;
  bool none() const { return reason.zh.empty(); }
};
UrlFault url_fault(const std::string& url, const WebhookOptions& options);

/// sha256=HEX: HMAC-SHA-256 under `secret` of the timestamp's digits, a full stop and the body.
std::string signature(std::string_view secret, std::int64_t timestamp_s, std::string_view body);

/// POSTs once. Redirections are not followed.
/// @returns the HTTP status of the answer.
/// @throws Error{Unavailable} when there was no answer; Error{Forbidden} where url_fault() has something to say.
int post(const Delivery& delivery, const WebhookOptions& options);

}  // namespace cundang::delivery
