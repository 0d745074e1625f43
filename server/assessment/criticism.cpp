// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/criticism.h"

namespace cundang::assessment {
namespace {

void read_into(Criticism& criticism, const Node& content) {
  criticism.units.clear();
  for (const auto* unit : content.select("criticised/unit"))
    if (const auto code = unit->attribute("code"); !code.empty()) criticism.units.push_back({std::string{code}});
  if (const auto* fault = content.child("fault"))
    criticism.finding = parse_accession_number(fault->attribute("finding")).value_or(AccessionNumber{});
}

}  // namespace

void CriticismBook::apply(const Entry& entry, bool by_desk) {
  if (!by_desk || entry.record.historical) return;
  const auto& kind = entry.record.kind;
  if (kind == "fault-finding") return add_finding(entry);
  if (kind == "correction") return correct(entry);
  if (kind != "criticism") return;
  Criticism criticism;
  criticism.record = entry.number;
  criticism.leaf = entry.leaf;
  criticism.received = beijing_day(entry.received_at);
  criticism.issued = entry.record.document_date.value_or(criticism.received);
  read_into(criticism, entry.record.content);
  criticisms_.push_back(std::move(criticism));
}

void CriticismBook::add_finding(const Entry& entry) {
  const auto& content = entry.record.content;
  FaultFinding finding;
  finding.record = entry.number;
  finding.leaf = entry.leaf;
  finding.by = entry.unit;
  finding.day = beijing_day(entry.received_at);
  if (const auto* unit = content.child("unit")) finding.unit = {std::string{unit->attribute("code")}};
  finding.kind = content.child_text("kind");
  finding.reason = content.child_text("reason");
  if (const auto* duty = content.child("obligation")) finding.obligation = {std::string{duty->attribute("id")}};
  if (const auto* record = content.child("record")) finding.about = parse_accession_number(record->attribute("id"));
  findings_.push_back(std::move(finding));
}

void CriticismBook::correct(const Entry& entry) {
  const auto* corrects = entry.record.content.child("corrects");
  const auto* replacement = entry.record.content.child("replacement");
  const auto* content = replacement ? replacement->child("criticism") : nullptr;
  const auto number = corrects ? parse_accession_number(corrects->attribute("record")) : std::nullopt;
  if (!number || !content) return;
  const auto earlier = firsts_.find(number->value);
  const auto first = earlier == firsts_.end() ? *number : earlier->second;
  for (auto& criticism : criticisms_) {
    if (criticism.record != first) continue;
    firsts_.emplace(entry.number.value, first);
    read_into(criticism, *content);
  }
}

const FaultFinding* CriticismBook::finding(AccessionNumber record) const {
  for (const auto& finding : findings_)
    if (finding.record == record) return &finding;
  return nullptr;
}

}  // namespace cundang::assessment
