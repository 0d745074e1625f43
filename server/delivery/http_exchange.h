// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

namespace cundang::delivery {

/// One request to a server of another house, and nothing kept alive behind it.
struct Exchange {
  std::string method = "POST";
  std::string url;           ///< http or https
  std::string content_type;  ///< of the body; empty with GET
  std::string body;
  std::string bearer;                 ///< token for Authorization; none where empty
  std::filesystem::path ca_file;      ///< certificates to trust beside the system's; may be empty
  std::chrono::seconds timeout{20};   ///< of each step
  std::size_t reply_max = 1U << 20U;  ///< bytes of the answer
};

struct Reply {
  int status = 0;
  std::string content_type;  ///< without parameters, lower case
  std::string body;
};

/// Redirections are not followed.
/// @throws Error{Unavailable} when there was no whole answer, or a longer one than allowed; Error{UsageError} where the
/// url is none of http or https.
Reply exchange(const Exchange& request);

/// Whether exchange() could be called with it: http or https, a host, no user name, no fragment.
bool is_http_url(const std::string& url);

}  // namespace cundang::delivery
