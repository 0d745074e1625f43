// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/finding_bound.h"

#include <algorithm>

namespace cundang {
namespace {

void shorten(std::string& text) {
  if (text.size() <= finding_text_bytes_max) return;
  constexpr std::string_view ellipsis = "…";
  auto end = finding_text_bytes_max - ellipsis.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text += ellipsis;
}

}  // namespace

Findings bounded(Findings findings, std::size_t most) {
  if (findings.size() > most) {
    std::stable_partition(findings.begin(), findings.end(),
                          [](const Finding& each) { return each.severity == Severity::Fault; });
    findings.resize(most);
    const auto shown = std::to_string(most);
    findings.push_back({"findings.more",
                        Severity::Warning,
                        "/record",
                        0,
                        {"问题过多，只列出 " + shown + " 条", "there are more findings; " + shown + " are listed"},
                        {"请先改正已列出的各条，再重新上传", "correct those listed, then upload again"}});
  }
  for (auto& finding : findings)
    for (auto* text : {&finding.place, &finding.reason.zh, &finding.reason.en, &finding.cure.zh, &finding.cure.en})
      shorten(*text);
  return findings;
}

}  // namespace cundang
