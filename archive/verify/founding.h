// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "archive/verify/log_verify.h"

namespace cundang::verify {

/// Holds log/vkey, log/ca.pem and the checkpoint's origin against leaf 0, which names them; so a changed certificate is
/// told as what it is, not as so many broken seals. What differs is added to the log's findings and not relied on any
/// more. Does nothing while leaf 0 is not packaged, or its package is damaged (named when its turn comes).
void check_founding(const std::filesystem::path& packages, LogReport& log);

}  // namespace cundang::verify
