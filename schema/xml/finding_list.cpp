// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/finding_list.h"

#include <algorithm>

namespace cundang::forms {

void FindingList::add(std::string code, std::string place, int line, Text reason, Text cure, Severity severity) {
  Finding finding{std::move(code), severity, std::move(place), line, std::move(reason), std::move(cure)};
  const auto says_the_same = [&](const Finding& other) {
    return other.line == finding.line && other.code == finding.code && other.place == finding.place &&
           other.reason == finding.reason;
  };
  if (std::any_of(findings_.begin(), findings_.end(), says_the_same)) return;
  if (findings_.size() >= limit_) {
    ++dropped_;
    return;
  }
  findings_.push_back(std::move(finding));
}

Findings FindingList::take() && {
  std::stable_sort(findings_.begin(), findings_.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  if (full()) {
    const auto shown = std::to_string(findings_.size());
    findings_.push_back(
        {"findings.more",
         Severity::Warning,
         "/record",
         0,
         {"问题过多，只列出 " + shown + " 条，可能还有", "there may be more findings; " + shown + " are listed"},
         {"请先改正已列出的各条，再重新上传", "correct those listed, then upload again"}});
  }
  return std::move(findings_);
}

}  // namespace cundang::forms
