// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/finding.h"

namespace cundang::verify {

/// Findings in the codes of the OCFL specification, at most 1,000 of them (then one warning says that there are more).
class OcflFindings {
 public:
  /// @param code a row of ocfl_codes.def; W… is a warning
  /// @param place path below what is validated, with a JSON pointer after "#" within an inventory
  /// @param detail what was found there, in no language
  void add(std::string_view code, const std::string& place, std::string_view detail = {});
  /// What is not a matter of the specification: a file that cannot be read, a bound of ours.
  void add(Finding finding);
  Findings take() { return std::move(findings_); }

 private:
  static constexpr std::size_t at_most = 1'000;
  Findings findings_;
};

/// Every code of ocfl_codes.def, in its order.
std::vector<std::string_view> ocfl_codes();

}  // namespace cundang::verify
