// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace cundang::papers {

std::string number_text(double value, int decimals) {
  constexpr double largest = 1e15;
  if (!std::isfinite(value) || std::abs(value) > largest) return "—";
  std::array<char, 64> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals).ptr;
  std::string text{digits.data(), end};
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

}  // namespace cundang::papers
