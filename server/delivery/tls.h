// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Net/Context.h>

#include <filesystem>

namespace cundang::delivery {

/// A client's TLS: 1.2 or newer, certificates checked against the system's authorities and those of `ca_file` (may be
/// empty); a peer that does not prove its name is refused, and nobody is asked.
/// @throws Error{FileUnreadable} where `ca_file` cannot be used.
Poco::Net::Context::Ptr client_tls(const std::filesystem::path& ca_file);

}  // namespace cundang::delivery
