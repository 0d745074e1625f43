// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/twins.h"

#include <algorithm>

namespace cundang::app {
namespace {

Finding warning(const char* code, const char* place, Text reason, Text cure) {
  return {code, Severity::Warning, place, 0, std::move(reason), std::move(cure)};
}

Finding same_doc_no(const std::string& numbers) {
  return warning(
      "record.same-doc-no", "/record/document/doc-no",
      {"同一责任者的同一文号已用于内容不同的 " + numbers,
       "the same issuer's document number stands on other content: " + numbers},
      {"请核对文号；若是改正前件，请登记更正", "check the number; to mend an earlier record, file a correction"});
}

Finding same_source_id(const std::string& numbers) {
  return warning("record.same-source-id", "/record/source",
                 {"同一来源系统的同一编号已用于内容不同的 " + numbers,
                  "the same id of the same source system stands on other content: " + numbers},
                 {"请核对来源编号；若是改正前件，请登记更正",
                  "check the source id; to mend an earlier record, file a correction"});
}

void list(std::string& numbers, AccessionNumber one) { numbers += (numbers.empty() ? "" : ", ") + to_text(one); }

}  // namespace

Findings Twins::findings(AccessionNumber accession, const Viewer& viewer) const {
  auto twins = registry_.twins(accession);
  if (twins.empty()) return {};
  twins.erase(std::remove_if(twins.begin(), twins.end(),
                             [&](const auto& twin) {
                               const auto row = registry_.record(twin.accession);
                               return !row || !viewer.may_read(row->audience);
                             }),
              twins.end());
  std::string by_doc_no, by_source, issuer;
  for (const auto& twin : twins) {
    if (twin.by == registry::TwinRow::By::SourceId) {
      list(by_source, twin.accession);
      continue;
    }
    if (issuer.empty()) issuer = issuer_of(accession);
    if (issuer_of(twin.accession) == issuer) list(by_doc_no, twin.accession);
  }
  Findings found;
  if (!by_doc_no.empty()) found.push_back(same_doc_no(by_doc_no));
  if (!by_source.empty()) found.push_back(same_source_id(by_source));
  return found;
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
