// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/content_checks.h"

#include <set>

namespace cundang::forms {
namespace {

void fault(FindingList& findings, const char* code, const Record& record, const Node& where, Text reason, Text cure) {
  auto place = "/record/" + record.kind;
  if (&where != &record.content) place += "/" + where.name;
  findings.add(code, std::move(place), where.line, std::move(reason), std::move(cure));
}

void check_order(const Record& record, const Node& where, std::string_view first, std::string_view last,
                 FindingList& findings) {
  const auto from = parse_date(first), until = parse_date(last);
  if (!from || !until || *from <= *until) return;
  fault(findings, "form.date-order", record, where,
        {"起始日 " + std::string{first} + " 晚于截止日 " + std::string{last},
         "the first day " + std::string{first} + " is after the last, " + std::string{last}},
        {"请核对并更正日期", "check and correct the days"});
}

/// Every element with from and until (attributes or children), or begins and ends: a span of days.
void check_spans(const Record& record, const Node& node, FindingList& findings) {
  check_order(record, node, node.attribute("from"), node.attribute("until"), findings);
  check_order(record, node, node.attribute("begins"), node.attribute("ends"), findings);
  check_order(record, node, node.child_text("from"), node.child_text("until"), findings);
  if (record.kind == "inspection-notice")
    check_order(record, node, node.child_text("from"), node.child_text("to"), findings);
  for (const auto& child : node.children) check_spans(record, child, findings);
}

void check_joint_issue(const Record& record, FindingList& findings) {
  const auto* lead = record.content.child("lead");
  if (lead == nullptr || record.authors.empty() || lead->attribute("unit") == record.authors.front().code.text) return;
  fault(findings, "form.lead-not-first", record, *lead,
        {"主办（主签）单位不是第一责任者", "the lead is not the first author"},
        {"请把主办单位列为第一个 author", "name the lead as the first author"});
}

void check_extension(const Record& record, FindingList& findings) {
  if (record.content.child_text("granted") != "true" || record.content.child("until")) return;
  fault(findings, "form.missing-element", record, record.content,
        {"同意延期却没有写延至何日（until）", "the extension is granted, but until is missing"},
        {"请补上 until", "add until"});
}

/// 顺延 moves a day onward, never back.
void check_shift(const Record& record, FindingList& findings) {
  const auto day = record.content.child_text("day"), until = record.content.child_text("until");
  if (day.empty() || until.empty() || day < until) return;
  fault(findings, "form.date-order", record, record.content,
        {"顺延至 " + std::string{until} + "，不晚于停止受理日 " + std::string{day},
         "shifted to " + std::string{until} + ", not after the day " + std::string{day}},
        {"请核对并更正日期", "check and correct the days"});
}

void check_accident(const Record& record, FindingList& findings) {
  const auto report = record.content.child_text("report");
  if (report.empty() || (report == "first") == (record.content.child("previous") == nullptr)) return;
  fault(findings, "form.accident-previous", record, record.content,
        {"续报、核销须指明前一快报（previous），首报不得写",
         "a follow-up or cancellation names the report before it (previous), a first report does not"},
        {"请按快报类别增删 previous", "add or remove previous"});
}

void check_link(const Record& record, FindingList& findings) {
  const auto* notice = record.content.child("notice");
  if (notice == nullptr || notice->attribute("record").empty() != notice->attribute("doc-no").empty()) return;
  fault(findings, "form.link-target", record, *notice,
        {"会议通知须以 record 或 doc-no 之一指明", "the notice is named by one of record and doc-no"},
        {"请只写其中之一", "write one of them"});
}

/// What a sending was about: each a duty or a record.
void check_about(const Record& record, FindingList& findings) {
  for (const auto* about : record.content.select("about")) {
    if (about->attribute("record").empty() != about->attribute("obligation").empty()) continue;
    fault(findings, "form.link-target", record, *about,
          {"所涉事项须以 obligation 或 record 之一指明", "what it is about is named by one of obligation and record"},
          {"请只写其中之一", "write one of them"});
  }
}

/// In the year, or next to it: a yearly notice may move a working day of the December before (31 December 2011).
bool belongs_to(std::string_view date, std::string_view year) {
  const auto day = parse_date(date);
  const auto first = parse_date(std::string{year} + "-01-01"), last = parse_date(std::string{year} + "-12-31");
  if (!day || !first || !last) return true;  // said by the schema
  return start_of_beijing_day(*day) >= start_of_beijing_day(*first) - std::chrono::days{31} &&
         start_of_beijing_day(*day) <= start_of_beijing_day(*last) + std::chrono::days{31};
}

void check_calendar(const Record& record, FindingList& findings) {
  const auto year = record.content.attribute("year");
  std::set<std::string_view> seen;
  for (const auto& day : record.content.children) {
    const auto date = day.name == "day" ? day.attribute("date") : std::string_view{};
    if (date.empty()) continue;
    if (!belongs_to(date, year))
      fault(findings, "form.other-year", record, day,
            {"日期 " + std::string{date} + " 不在本年度内", "the day " + std::string{date} + " is of another year"},
            {"请更正日期或年度", "correct the day or the year"});
    if (!seen.insert(date).second)
      fault(findings, "form.day-twice", record, day,
            {"日期 " + std::string{date} + " 重复", "the day " + std::string{date} + " occurs twice"},
            {"请只保留一条", "keep one of them"});
  }
}

void check_entries(const Record& record, FindingList& findings) {
  for (const auto* entry : record.content.select("entries/entry")) {
    if (entry->attribute("record").empty() != entry->attribute("inapplicable").empty()) continue;
    fault(findings, "form.entry-target", record, *entry,
          {"案卷条目须写明所在件（record）或不适用的理由（inapplicable）",
           "an entry names its record, or why it does not apply"},
          {"请只写其中之一", "write one of them"});
  }
}

/// 曝光 names a unit in public: a person answers for it.
void check_exposure(const Record& record, FindingList& findings) {
  const auto* exposed = record.content.child("exposed");
  if (exposed == nullptr || exposed->children.empty() || record.content.child("approved-by")) return;
  fault(findings, "form.exposure-approval", record, *exposed,
        {"曝光单位须经人批准，却没有写批准人（approved-by）",
         "exposing a unit takes a person's approval, but approved-by is missing"},
        {"请补上批准人，或删去曝光单位", "name who approved it, or leave the exposed units out"});
}

/// Who does not sign says why.
void check_co_signature(const Record& record, FindingList& findings) {
  if (record.content.child_text("agreed") != "false" || record.content.child("opinion")) return;
  fault(findings, "form.missing-element", record, record.content,
        {"不同意会签却没有写会签意见（opinion）", "it does not agree, but opinion is missing"},
        {"请补上会签意见", "add opinion"});
}

void check_policies(const Record& record, FindingList& findings) {
  for (const auto* policy : record.content.select("policy")) {
    int values = 0;
    for (const auto* name : {"days", "months", "percent", "count"}) values += policy->attribute(name).empty() ? 0 : 1;
    if (values == 1 && policy->attribute("days").empty() == policy->attribute("unit").empty()) continue;
    fault(findings, "form.policy-value", record, *policy,
          {"执行口径须恰有一个数值：days（并写 unit）、months、percent 或 count",
           "a policy has exactly one value: days (with unit), months, percent or count"},
          {"请只写其中之一，例如 days=\"10\" unit=\"working\" 或 months=\"6\"",
           "write one of them, e.g. days=\"10\" unit=\"working\" or months=\"6\""});
  }
}

/// Why a signal is not followed. A decision to talk, write or inspect may come before its document: rows 3a, 4a, 8a owe
/// it then.
void check_signal_decision(const Record& record, FindingList& findings) {
  const bool dismissed = record.content.child_text("action") == "dismissed";
  const bool has_record = record.content.child("record") != nullptr;
  if (dismissed && (has_record || record.content.child_text("reason").empty()))
    fault(findings, "form.signal-decision", record, record.content,
          {"不采纳预警须写明理由（reason），不得指明文件（record）",
           "a signal is dismissed with a reason, and without a record"},
          {"请补上 reason，并去掉 record", "add reason and remove record"});
  const auto action = record.content.child_text("action");
  const auto trigger = record.content.child_text("trigger");
  const std::string_view follows = trigger.starts_with("T1")   ? "talk"
                                   : trigger.starts_with("T2") ? "letter"
                                                               : "inspection";
  if (!dismissed && action != follows)
    fault(findings, "form.signal-decision", record, record.content,
          {"处理方式（action）与触发情形（trigger）不符", "the action does not follow from the trigger"},
          {"T1 约谈写 talk，T2 函告写 letter，T3 督查写 inspection",
           "write talk for T1, letter for T2, inspection for T3"});
}

}  // namespace

void check_content(const Record& record, FindingList& findings) {
  check_spans(record, record.content, findings);
  if (record.kind == "joint-issue") check_joint_issue(record, findings);
  if (record.kind == "extension-decision") check_extension(record, findings);
  if (record.kind == "deadline-shift") check_shift(record, findings);
  if (record.kind == "accident") check_accident(record, findings);
  if (record.kind == "minutes") check_link(record, findings);
  if (record.kind == "sending") check_about(record, findings);
  if (record.kind == "calendar") check_calendar(record, findings);
  if (record.kind == "press-release") check_exposure(record, findings);
  if (record.kind == "co-signature") check_co_signature(record, findings);
  if (record.kind == "inspection-file") check_entries(record, findings);
  if (record.kind == "policy-pack") check_policies(record, findings);
  if (record.kind == "signal-decision") check_signal_decision(record, findings);
}

bool is_leaky_handover(const Record& record) {
  if (record.kind != "classified-handover") return false;
  return record.title != "涉密件登记单" || !record.doc_no.empty() || !record.body.empty() ||
         !record.annex_note.empty() || !record.note.empty();
}

}  // namespace cundang::forms
