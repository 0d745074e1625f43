// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "tests/support/random.h"

namespace cundang::support {

/// Writes Chinese as safety-supervision documents do: fixed phrases with names of people, firms and places, dates and
/// figures drawn at random, so that words repeat as in real papers and yet rare ones keep coming. UTF-8.
class Prose {
 public:
  explicit Prose(Random& random) : random_{random} {}

  std::string title();
  /// One sentence with its full stop, 60–240 bytes.
  void add_sentence(std::string& to);
  std::string heading(int number);
  std::string person();

 private:
  void fill(std::string& to, std::string_view pattern);
  void add_word(std::string& to, char what);
  void add_number(std::string& to, int low, int high);
  void add_date(std::string& to);
  Random& random_;
};

}  // namespace cundang::support
