// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/describe.h"

#include <set>
#include <string_view>

namespace cundang::ingest {
namespace {

void add(std::set<std::string>& audience, const UnitRef& unit) {
  if (!unit.code.empty()) audience.insert(unit.code.text);
}

/// Units the content names take part in the matter: attendees, leads, contributing units, those inspected or talked to.
void add_named_in(std::set<std::string>& audience, const Node& node) {
  for (const auto& [name, value] : node.attributes)
    if ((name == "code" || name == "unit" || name == "lead") && !value.empty()) audience.insert(value);
  for (const auto& child : node.children) add_named_in(audience, child);
}

/// Packs name every unit of the city without addressing any of them.
bool is_pack(std::string_view kind) {
  static const std::set<std::string_view> packs = {"rule-pack",          "policy-pack", "calendar", "special-periods",
                                                   "unit-register",      "list",        "quotas",   "scoring-pack",
                                                   "retention-schedule", "role-grants"};
  return packs.contains(kind);
}

/// Proposed until 归档 settles it (国家档案局令第8号): what decided or judged is kept for good, routine paper for ten
/// years.
std::string proposed_retention(std::string_view kind) {
  static const std::set<std::string_view> permanent = {
      "minutes",       "talk-record",     "talk-opinion",        "criticism",
      "joint-issue",   "inspection-file", "assessment-decision", "rule-pack",
      "unit-register", "policy-pack",     "forecast-report",     "arrangement"};
  static const std::set<std::string_view> ten_years = {
      "meeting-notice", "acknowledgement", "service-prompt", "urging", "circulated-document", "publicity", "sending"};
  if (permanent.contains(kind)) return "Y";
  return ten_years.contains(kind) ? "D10" : "D30";
}

}  // namespace

std::string to_text(Label label) {
  switch (label) {
    case Label::Public:
      return "公开";
    case Label::Internal:
      return "内部";
    case Label::WorkSecret:
      return "工作秘密";
  }
  return "内部";
}

Description describe(const Record& record, const Actor& actor, Instant received_at, const std::string& fonds) {
  std::set<std::string> audience;
  if (record.label == Label::Public) audience.insert("*");
  if (!actor.unit.empty()) audience.insert(actor.unit.text);
  add(audience, record.submitter);
  if (record.on_behalf_of) add(audience, *record.on_behalf_of);
  for (const auto& unit : record.authors) add(audience, unit);
  for (const auto& unit : record.addressees) add(audience, unit);
  for (const auto& unit : record.copies) add(audience, unit);
  for (const auto& unit : record.readers) add(audience, unit);
  if (!is_pack(record.kind)) add_named_in(audience, record.content);
  const auto day = record.document_date ? *record.document_date : beijing_day(received_at);
  return {{audience.begin(), audience.end()},
          to_text(record.label),
          fonds,
          static_cast<int>(day.year()),
          proposed_retention(record.kind)};
}

}  // namespace cundang::ingest
