// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/URI.h>

#include <chrono>
#include <filesystem>
#include <memory>

namespace cundang::delivery {

/// A session for one exchange with the server of `uri`, by client_tls() where the scheme is https; nothing is kept
/// alive behind it. @param timeout of each step
/// @throws Error{FileUnreadable} where `ca_file` cannot be used.
std::unique_ptr<Poco::Net::HTTPClientSession> session_to(const Poco::URI& uri, const std::filesystem::path& ca_file,
                                                         std::chrono::seconds timeout);

}  // namespace cundang::delivery
