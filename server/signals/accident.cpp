// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/accident.h"

#include <charconv>

namespace cundang::signals {
namespace {

std::optional<std::int64_t> read_number(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

AccidentReport::Kind read_kind(std::string_view word) {
  if (word == "follow-up") return AccidentReport::Kind::FollowUp;
  if (word == "cancelled") return AccidentReport::Kind::Cancelled;
  return AccidentReport::Kind::First;
}

}  // namespace

std::optional<AccidentReport> read_accident(const Entry& entry, const Node& content) {
  const auto deaths = read_number(content.child_text("deaths"));
  const auto injuries = read_number(content.child_text("serious-injuries"));
  const auto loss = read_number(content.child_text("loss"));
  const auto occurred = parse_instant(content.child_text("occurred"));
  if (!deaths || !injuries || !loss || !occurred) return std::nullopt;
  AccidentReport report;
  report.number = entry.number;
  report.received = beijing_day(entry.received_at);
  report.reporter = entry.unit;
  report.kind = read_kind(content.child_text("report"));
  if (const auto* unit = content.child("unit")) {
    report.unit.text = unit->attribute("code");
    report.unit_name = unit->text;
  }
  report.district.text = content.child_text("district");
  report.sector = content.child_text("sector");
  report.occurred = beijing_day(*occurred);
  report.toll = {*deaths, *injuries, *loss};
  report.cause = content.child_text("cause");
  if (const auto* cause = content.child("cause")) report.cause_class = cause->attribute("class");
  if (report.cause_class.empty()) report.cause_class = report.cause;
  return report;
}

bool tells_the_same(const AccidentReport& a, const AccidentReport& b) {
  return (a.kind == AccidentReport::Kind::Cancelled) == (b.kind == AccidentReport::Kind::Cancelled) &&
         a.unit == b.unit && a.district == b.district && a.sector == b.sector && a.occurred == b.occurred &&
         a.toll == b.toll && a.cause_class == b.cause_class;
}

Text accident_text(const AccidentReport& report) {
  const auto grade = grade_name(grade_of(report.toll));
  const auto toll = toll_text(report.toll);
  const auto day = to_text(report.occurred);
  Text text{day + " " + report.sector + " " + grade.zh + "（" + toll.zh + "），类别 " + report.cause_class,
            day + " " + report.sector + ", " + grade.en + " (" + toll.en + "), class " + report.cause_class};
  if (report.kind == AccidentReport::Kind::Cancelled) text.zh += "；已核销", text.en += "; cancelled";
  return text;
}

const Accident& AccidentBook::take(AccidentReport report, std::optional<AccessionNumber> previous, bool historical) {
  auto first = report.number.value;
  if (previous)
    if (const auto known = firsts_.find(previous->value); known != firsts_.end()) first = known->second;
  firsts_[report.number.value] = first;
  auto& accident = accidents_[first];
  if (accident.reports.empty()) {
    accident.first = report.number;
    accident.historical = historical;
  }
  if (!accident.reports.empty()) by_day_.erase({accident.known().occurred, first});
  by_day_.emplace(report.occurred, first);
  accident.reports.push_back(std::move(report));
  return accident;
}

std::vector<const Accident*> AccidentBook::between(Date from, Date to) const {
  std::vector<const Accident*> found;
  for (auto place = by_day_.lower_bound({from, 0}); place != by_day_.end() && place->first <= to; ++place) {
    const auto& accident = accidents_.at(place->second);
    if (!accident.is_cancelled()) found.push_back(&accident);
  }
  return found;
}

const Accident* AccidentBook::find(AccessionNumber report) const {
  const auto first = firsts_.find(report.value);
  return first == firsts_.end() ? nullptr : &accidents_.at(first->second);
}

}  // namespace cundang::signals
