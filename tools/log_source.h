// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "archive/evidence/published_log.h"

namespace cundang::tools {

/// The files of a log in a directory. @throws Error{FileUnreadable} where there is no checkpoint in it.
evidence::LogFiles log_in(const std::filesystem::path& directory);
/// The files of a log over HTTP or HTTPS, e.g. "https://archive.example/log". @param token of a unit; empty where the
/// log is public. @param ca_file certificates to trust beside the system's; may be empty.
evidence::LogFiles log_at(std::string url, const std::string& token, const std::filesystem::path& ca_file);

/// @throws Error{UsageError} for anything that is no C2SP verifier key of that kind.
evidence::LogKey read_log_key(std::string vkey);
evidence::WitnessKey read_witness_key(const std::string& vkey);

}  // namespace cundang::tools
