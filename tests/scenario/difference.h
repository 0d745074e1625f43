// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cundang::scenario {

/// A row of a table that the program does not agree with.
struct Difference {
  std::string row;       ///< file:line and what it is about
  std::string expected;  ///< by the table
  std::string got;       ///< from the program
  std::string note;      ///< the arithmetic of the table
  std::string why;       ///< the arithmetic of the program
};

/// Told so that a reader can decide who is right.
std::string told(const Difference& difference);

}  // namespace cundang::scenario
