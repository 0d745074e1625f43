// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/pack_versions.h"

namespace cundang::assessment {

void PackVersions::take(const Entry& entry) {
  if (entry.record.kind == "rule-pack") add(rules_, entry, "rule");
  if (entry.record.kind == "policy-pack") add(policies_, entry, "policy");
}

void PackVersions::add(Book& book, const Entry& entry, const char* element) {
  const auto validity = ledger::pack_validity(entry.record.content);
  for (const auto* node : entry.record.content.select(element)) {
    auto span = ledger::read_span(*node);
    if (!span.from) span.from = validity.from;
    if (!span.until) span.until = validity.until;
    book[std::string{node->attribute("id")}].push_back({entry.number, beijing_day(entry.received_at), span});
  }
}

std::optional<AccessionNumber> PackVersions::find(const Book& book, const std::string& id, Date day) {
  const auto versions = book.find(id);
  if (versions == book.end()) return std::nullopt;
  for (auto version = versions->second.rbegin(); version != versions->second.rend(); ++version)
    if (version->filed <= day && version->span.holds(day)) return version->record;
  for (const auto& version : versions->second)
    if (version.span.holds(day)) return version.record;
  return std::nullopt;
}

}  // namespace cundang::assessment
