// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/evidence/checkpoint.h"

namespace cundang::fuzz {

/// Bytes of a file of samples/: evidence of a small archive that fuzz_samples once made. It is kept because keys, salts
/// and signatures are drawn anew each time, and a run must be repeatable.
std::string sample(const std::string& name);
/// The key of the log that the samples are of.
evidence::LogKey sample_log_key();

}  // namespace cundang::fuzz
