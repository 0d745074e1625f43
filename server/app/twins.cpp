// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/twins.h"

namespace cundang::app {

Findings Twins::findings(AccessionNumber accession, const Viewer& viewer) const {
  Findings found;
  const auto warn = [&](const char* code, const char* place, Text reason, Text cure) {
    found.push_back({code, Severity::Warning, place, 0, std::move(reason), std::move(cure)});
  };
  if (const auto same = registry_.same_doc_no(accession); !same.empty()) {
    const auto numbers = readable(same, viewer, issuer_of(accession));
    if (!numbers.empty())
      warn("record.same-doc-no", "/record/document/doc-no",
           {"同一责任者的同一文号已用于内容不同的 " + numbers,
            "the same issuer's document number stands on other content: " + numbers},
           {"请核对文号；若是改正前件，请登记更正", "check the number; to mend an earlier record, file a correction"});
  }
  if (const auto same = registry_.same_source(accession); !same.empty()) {
    const auto numbers = readable(same, viewer, {});
    if (!numbers.empty())
      warn("record.same-source-id", "/record/source",
           {"同一来源系统的同一编号已用于内容不同的 " + numbers,
            "the same id of the same source system stands on other content: " + numbers},
           {"请核对来源编号；若是改正前件，请登记更正",
            "check the source id; to mend an earlier record, file a correction"});
  }
  return found;
}

/// "R0000003, R0000007": those the viewer may read and, where an issuer is given, that are of it.
std::string Twins::readable(const std::vector<AccessionNumber>& candidates, const Viewer& viewer,
                            const std::string& issuer) const {
  std::string listed;
  for (const auto candidate : candidates) {
    const auto row = registry_.record(candidate);
    if (!row || !viewer.may_read(row->audience)) continue;
    if (!issuer.empty() && issuer_of(candidate) != issuer) continue;
    listed += (listed.empty() ? "" : ", ") + to_text(candidate);
  }
  return listed;
}

/// Code of the first 责任者, or its name where it has no code.
std::string Twins::issuer_of(AccessionNumber accession) const {
  const auto row = registry_.record(accession);
  if (!row) return {};
  const auto read = reader_.read(bytes_.record_xml(*row));
  if (!read || read.value().authors.empty()) return {};
  const auto& author = read.value().authors.front();
  return author.code.empty() ? author.name : author.code.text;
}

}  // namespace cundang::app
