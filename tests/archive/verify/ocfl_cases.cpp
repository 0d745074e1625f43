// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/archive/verify/ocfl_cases.h"

namespace cundang::verify {

Codes codes_of(const OcflReport& report) {
  Codes codes;
  for (const auto& each : report.findings) codes.insert(each.code);
  return codes;
}

std::string told(const OcflReport& report) {
  std::string text;
  for (const auto& each : report.findings) text += each.code + "  " + each.place + "  " + each.reason.en + "\n";
  return text;
}

}  // namespace cundang::verify
