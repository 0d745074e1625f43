// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/obligations/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "schema/xml/record_reader.h"
#include "server/obligations/obligation_json.h"

namespace cundang::ledger {

Date day(std::string_view text) { return parse_date(text).value(); }

Node node(std::string name, std::vector<std::pair<std::string, std::string>> attributes, std::vector<Node> children) {
  Node made;
  made.name = std::move(name);
  made.attributes = std::move(attributes);
  made.children = std::move(children);
  return made;
}

Node text(std::string name, std::string value) {
  auto made = node(std::move(name));
  made.text = std::move(value);
  return made;
}

Record record(const std::string& unit, Node content, const std::string& series) {
  Record made;
  made.form = "1.0";
  made.kind = content.name;
  made.series = series;
  made.submitter = {{unit}, ""};
  made.authors = {{{unit}, ""}};
  made.content = std::move(content);
  return made;
}

Record act(const std::string& unit, const std::string& kind, std::vector<Node> children) {
  return record(unit, node(kind, {}, std::move(children)));
}

Node record_ref(AccessionNumber number) { return node("record", {{"id", to_text(number)}}); }
Node obligation_ref(const ObligationId& id) { return node("obligation", {{"id", id.text}}); }

Answer to_record(AccessionNumber number, const std::string& item) {
  Answer answer;
  answer.record = number;
  answer.item = item;
  return answer;
}

Answer to_period(const std::string& rule, const std::string& period) {
  Answer answer;
  answer.rule = rule;
  answer.period = period;
  return answer;
}

Record read_record(const std::string& path) {
  static const RecordReader reader;
  std::ifstream file{path, std::ios::binary};
  std::stringstream bytes;
  bytes << file.rdbuf();
  auto read = reader.read(bytes.str());
  for (const auto& finding : read.findings())
    ADD_FAILURE() << path << ":" << finding.line << " " << finding.place << " " << finding.code << " "
                  << finding.reason.en;
  return read ? std::move(read).value() : Record{};
}

std::vector<std::string> pack_paths() {
  const std::vector<std::string> order = {"units", "list", "calendar", "policies", "rules"};
  const auto rank = [&](const std::string& path) {
    const auto name = std::filesystem::path{path}.filename().string();
    return std::find_if(order.begin(), order.end(), [&](const auto& each) { return name.starts_with(each); }) -
           order.begin();
  };
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator{CUNDANG_SOURCE_DIR "/config/packs"})
    if (entry.path().extension() == ".xml") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end(), [&](const auto& a, const auto& b) {
    return std::pair{rank(a), a} < std::pair{rank(b), b};
  });
  return paths;
}

Story::Story(std::string_view first_day) {
  static const auto packs = [] {
    std::vector<Record> read;
    for (const auto& path : pack_paths()) read.push_back(read_record(path));
    return read;
  }();
  for (const auto& pack : packs) file(std::string{first_day} + " 08:00", pack);
}

AccessionNumber Story::file(const std::string& when, Record record, const std::string& person) {
  const auto leaf = static_cast<LeafIndex>(entries_.size());
  const auto instant = parse_instant(when.substr(0, 10) + "T" + when.substr(11) + ":00+08:00").value();
  entries_.push_back({leaf, {leaf + 1}, instant, record.submitter.code, {person}, std::move(record)});
  ledger_.apply(entries_.back());
  return {leaf + 1};
}

std::vector<Obligation> Story::duties(const std::string& rule, std::string_view on) const {
  auto all = ledger_.obligations(day(on));
  std::erase_if(all, [&](const auto& each) { return each.rule != rule; });
  return all;
}

Obligation Story::duty(const std::string& rule, const std::string& unit, std::string_view on,
                       const std::string& item) const {
  for (auto& each : duties(rule, on))
    if (each.owing.text == unit && each.item == item) return each;
  ADD_FAILURE() << "no duty " << rule << " of " << unit << " on " << on;
  return {};
}

Record committee_minutes(const std::vector<std::string>& present) {
  std::vector<Node> attendees, matters;
  for (const auto& unit : present) attendees.push_back(node("unit", {{"code", unit}}));
  if (std::find(present.begin(), present.end(), "ZJW") != present.end())
    matters.push_back(node("matter", {{"id", "m1"}, {"lead", "ZJW"}}, {text("text", "开展脚手架专项检查")}));
  auto made =
      record("AWB",
             node("minutes", {{"series", "安委会例会"}},
                  {text("meeting-date", "2012-07-02"), node("attendees", {}, attendees), node("matters", {}, matters)}),
             "安委会例会");
  for (const auto& unit : present) made.addressees.push_back({{unit}, ""});
  made.doc_no = "铭安办纪要〔2012〕3号";
  made.body = {{Paragraph::Kind::Text, 0, "p1", "会议听取了汇报。"},
               {Paragraph::Kind::Text, 0, "p2", "各参会单位要及时反馈会议落实情况。"}};
  return made;
}

Record advisory_letter(const std::string& to) {
  auto made =
      record("AJJ", node("advisory-letter", {}, {text("problems", "事故多发"), text("causes", "巡查不足")}), "建议函");
  made.addressees = {{{to}, ""}};
  made.doc_no = "铭安监函〔2012〕17号";
  return made;
}

Record feedback(const std::string& unit, AccessionNumber minutes, const std::string& item) {
  auto made =
      record(unit, node("implementation-feedback", {}, {text("measures", "制定方案"), text("progress", "完成")}),
             "安委会例会");
  made.answers = {to_record(minutes, item)};
  return made;
}

Record letter_feedback(const std::string& unit, AccessionNumber letter) {
  auto made = record(
      unit,
      node("letter-feedback", {}, {text("measures", "方案"), text("supervision", "督促"), text("results", "完成")}),
      "建议函");
  made.answers = {to_record(letter)};
  return made;
}

Record half_year_report(const std::string& unit, const std::string& period) {
  auto made = record(
      unit, node("half-year-report", {}, {text("period", period), text("situation", "平稳"), text("plan", "整治")}),
      "工作情况");
  made.answers = {to_period("通报-半年", period)};
  return made;
}

Record acknowledgement(const std::string& unit, AccessionNumber number, const std::string& at) {
  return act(unit, "acknowledgement", {record_ref(number), text("at", at + "T09:00:00+08:00"), text("by", "孙立新")});
}

std::string shown(const Ledger& ledger, std::string_view on) { return to_json(ledger.obligations(day(on))); }

}  // namespace cundang::ledger
