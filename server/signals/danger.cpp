// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/danger.h"

namespace cundang::signals {

std::optional<DangerReport> read_danger(const Entry& entry, const Node& content) {
  const auto found_on = parse_date(content.child_text("found-on"));
  if (!found_on) return std::nullopt;
  DangerReport report;
  report.number = entry.number;
  report.received = beijing_day(entry.received_at);
  report.reporter = entry.unit;
  if (const auto* unit = content.child("unit")) {
    report.unit.text = unit->attribute("code");
    report.unit_name = unit->text;
  }
  report.place = content.child_text("place");
  report.district.text = content.child_text("district");
  report.sector = content.child_text("sector");
  report.major = content.child_text("grade") == "major";
  report.found_on = *found_on;
  report.cleared_on = parse_date(content.child_text("cleared-on"));
  return report;
}

bool tells_the_same(const DangerReport& a, const DangerReport& b) {
  return a.unit == b.unit && a.unit_name == b.unit_name && a.district == b.district && a.sector == b.sector &&
         a.major == b.major && a.found_on == b.found_on && a.cleared_on == b.cleared_on;
}

Text danger_text(const DangerReport& report) {
  const auto& unit = report.unit_name.empty() ? report.unit.text : report.unit_name;
  const auto found = to_text(report.found_on);
  Text text{(report.major ? "重大隐患 " : "一般隐患 ") + unit + " " + report.place + "，" + found + " 发现，",
            (report.major ? "major hidden danger, " : "hidden danger, ") + unit + ", " + report.place + ", found on " +
                found + ", "};
  if (report.cleared_on) {
    text.zh += to_text(*report.cleared_on) + " 整改完成";
    text.en += "cleared on " + to_text(*report.cleared_on);
  } else {
    text.zh += "未消除", text.en += "not cleared";
  }
  return text;
}

const Danger& DangerBook::take(DangerReport report, std::optional<AccessionNumber> previous) {
  auto first = report.number.value;
  if (previous)
    if (const auto known = firsts_.find(previous->value); known != firsts_.end()) first = known->second;
  firsts_[report.number.value] = first;
  auto& danger = dangers_[first];
  if (danger.reports.empty()) danger.first = report.number;
  danger.reports.push_back(std::move(report));
  return danger;
}

const Danger* DangerBook::find(AccessionNumber report) const {
  const auto first = firsts_.find(report.value);
  return first == firsts_.end() ? nullptr : &dangers_.at(first->second);
}

}  // namespace cundang::signals
