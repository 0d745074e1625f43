// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/arrangement_cases.h"

#include <algorithm>

#include "schema/model/error.h"
#include "schema/model/kind.h"
#include "schema/xml/record_writer.h"
#include "server/obligations/span_of_days.h"

namespace cundang::app {
namespace {

using disposition::Arrangement;
using disposition::ArrangementState;

constexpr int rows_at_a_time = 1'000;
constexpr std::size_t lines_max = 10'000;  ///< of one record (schema/forms/registrations.xsd)

void must_see_all(const Viewer& viewer) {
  if (!viewer.sees_all) throw Error{ErrorCode::NotFound};
}

RetentionPeriod proposed_of(const registry::RecordRow& row) {
  return parse_retention_period(row.retention).value_or(RetentionPeriod::D30);
}

/// What is a 件 of its own; acts and registrations go with the document they are about.
bool is_document(const std::string& kind) {
  const auto* found = find_kind(kind);
  return found != nullptr && found->group == KindGroup::Document;
}

bool is_wanted(const registry::RecordRow& row, const disposition::Arranged& arranged, const ArrangementQuery& query) {
  if (query.year && row.year != *query.year) return false;
  if (query.state && arranged.state != *query.state) return false;
  return is_document(row.kind) || arranged.state != ArrangementState::Awaiting;
}

/// The body that keeps the archive: the office, on a day it was in being.
const Unit* keeper_of(const std::vector<Unit>& units, Date day) {
  const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& unit) {
    return unit.unit_class == UnitClass::Office && ledger::SpanOfDays{unit.from, unit.until}.holds(day);
  });
  return found == units.end() ? nullptr : &*found;
}

std::string class_text(const std::string& category, const std::string& organ) {
  return to_text(ArchivalCode{{"1", category, 2000, RetentionPeriod::D30, organ}, 1});
}

}  // namespace

void ArrangementCases::for_each_row(const std::function<void(const registry::RecordRow&)>& take) const {
  for (std::int64_t after = 0;;) {
    const auto rows = registry_.records(after, rows_at_a_time);
    if (rows.empty()) return;
    for (const auto& row : rows) take(row);
    after = rows.back().accession.value;
  }
}

Arrangement ArrangementCases::derive() const {
  Arrangement arrangement{[units = service_.units()](const UnitCode& unit, Date day) {
    const auto* keeper = keeper_of(units, day);
    return keeper != nullptr && keeper->code == unit;
  }};
  LeafIndex until = 0;
  for_each_row([&](const registry::RecordRow& row) {
    arrangement.add({row.accession, row.leaf_index, row.fonds, row.year, proposed_of(row)});
    until = row.leaf_index + 1;
  });
  LeafIndex through = -1;
  entries_.replay(through, until, [&](const Entry& entry) { arrangement.apply(entry); });
  return arrangement;
}

ArrangementReport ArrangementCases::report(const ArrangementQuery& query, const Viewer& viewer) const {
  must_see_all(viewer);
  const auto arrangement = derive();
  ArrangementReport report{
      {}, arrangement.classes(), arrangement.ineffective(), disposition::check_continuity(arrangement.codes())};
  for_each_row([&](const registry::RecordRow& row) {
    const auto* arranged = arrangement.find(row.accession);
    if (arranged == nullptr || !is_wanted(row, *arranged, query)) return;  // null: registered since
    report.lines.push_back(
        {row.accession, row.title, row.doc_no, row.kind, row.year, to_text(proposed_of(row)), *arranged});
  });
  return report;
}

std::string ArrangementCases::proposal_xml(const std::string& category, const std::string& organ,
                                           std::optional<int> year, const Viewer& viewer) const {
  must_see_all(viewer);
  if (!parse_archival_code(class_text(category, organ)))
    throw Error{ErrorCode::BadRequest, Text{"门类或机构代码不合 DA/T 22", "no 档号 can bear this category or body"},
                Text{"门类为 2–4 个大写字母（如 WS），机构（问题）为 1–8 个大写字母或数字（如 BGS）",
                     "a category is 2–4 capitals such as WS, a body 1–8 capitals or digits such as BGS"}};
  const auto arrangement = derive();
  std::vector<AccessionNumber> numbers;
  for_each_row([&](const registry::RecordRow& row) {
    if (is_document(row.kind) && (!year || row.year == *year)) numbers.push_back(row.accession);
  });
  auto lines = arrangement.propose(numbers, category, organ);
  if (lines.empty())
    throw Error{ErrorCode::NotFound, Text{"没有待整理的文件", "nothing awaits arrangement"},
                Text{"请核对年度", "check the year"}};
  // The lines are in the order of their classes: what is cut off goes on where this record ends.
  lines.resize(std::min(lines.size(), lines_max));

  const auto today = beijing_day(service_.now());
  const auto units = service_.units();
  const auto* keeper = keeper_of(units, today);
  Record record;
  record.form = "1.0";
  record.kind = record.content.name = "arrangement";
  record.submitter = keeper == nullptr ? UnitRef{viewer.unit, {}} : UnitRef{keeper->code, keeper->full_name()};
  record.authors = {record.submitter};
  record.label = Label::Internal;
  record.title = (year ? std::to_string(*year) + "年度" : std::string{}) + "归档整理登记";
  record.document_date = today;
  for (const auto& [number, code] : lines)
    record.content.children.push_back(
        {"filed", {{"record", to_text(number)}, {"archival-code", to_text(code)}}, {}, {}, 0});
  return write_record(record);
}

}  // namespace cundang::app
