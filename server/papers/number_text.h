// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cundang::papers {

/// At most `decimals` decimals, without trailing zeros, whatever the locale: 12, 0.5, 96.25. What is no number: —.
std::string number_text(double value, int decimals = 2);

}  // namespace cundang::papers
