// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cundang {

using CsvRow = std::vector<std::string>;

/// RFC 4180 with CRLF, UTF-8 behind a byte order mark so that Excel takes it for what it is. A cell a spreadsheet would
/// take for a formula (it begins with = + - @, tab or return) gets an apostrophe before it, for
/// titles come from outside; a negative number stays one.
std::string to_csv(const std::vector<CsvRow>& rows);

}  // namespace cundang
