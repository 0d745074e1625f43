// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/findings_output.h"

#include <iostream>

namespace cundang::tools {

void append_finding(JsonWriter& json, const Finding& finding) {
  json.open_object()
      .member("code", finding.code)
      .member("severity", finding.severity == Severity::Fault ? "fault" : "warning")
      .member("place", finding.place)
      .member("reason", finding.reason.zh)
      .member("reason_en", finding.reason.en)
      .member("cure", finding.cure.zh)
      .member("cure_en", finding.cure.en)
      .close_object();
}

void print_findings(const Findings& findings, bool json) {
  JsonWriter writer;
  writer.open_array();
  for (const auto& finding : findings) {
    append_finding(writer, finding);
    if (!json)
      std::cout << finding.place << "：" << finding.reason.zh << "（" << finding.code << "）\n  处理："
                << finding.cure.zh << "\n  " << finding.reason.en << "\n  what to do: " << finding.cure.en << "\n";
  }
  writer.close_array();
  if (json) std::cout << writer.text() << "\n";
}

int exit_status_of(const Findings& findings) {
  return has_fault(findings) ? error_info(ErrorCode::VerificationFailed).exit_status : 0;
}

}  // namespace cundang::tools
