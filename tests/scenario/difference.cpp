// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/difference.h"

namespace cundang::scenario {

std::string told(const Difference& difference) {
  std::string text{difference.row};
  text.append("\n    expected: ").append(difference.expected);
  text.append("\n    got:      ").append(difference.got);
  text.append("\n    table:    ").append(difference.note);
  text.append("\n    program:  ").append(difference.why);
  return text;
}

}  // namespace cundang::scenario
