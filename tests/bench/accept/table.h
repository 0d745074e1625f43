// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cundang::bench {

/// One line of the table docs/benchmarks.md shows: what, value with its unit, and where there is a target, it and
/// whether it is met. Flushed at once.
void row(const std::string& what, const std::string& value);
void row(const std::string& what, const std::string& value, const std::string& target, bool met);
void heading(const std::string& text);
/// Whether every target so far was met.
bool all_met();

std::string number(double value, int decimals = 0);
std::string megabytes(std::int64_t bytes);

}  // namespace cundang::bench
