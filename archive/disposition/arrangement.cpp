// SPDX-License-Identifier: GPL-3.0-or-later
// DA/T 22-2015 (件 and 档号), DA/T 13-2022 (a 档号 is unique and never changed once given).
#include "archive/disposition/arrangement.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cundang::disposition {

std::string to_text(ArrangementState state) {
  switch (state) {
    case ArrangementState::Awaiting:
      return "awaiting";
    case ArrangementState::Filed:
      return "filed";
    case ArrangementState::Kept:
      return "kept";
  }
  return {};
}

Text name_of(ArrangementState state) {
  switch (state) {
    case ArrangementState::Awaiting:
      return {"待整理", "awaiting arrangement"};
    case ArrangementState::Filed:
      return {"已归档", "filed"};
    case ArrangementState::Kept:
      return {"资料", "kept, not filed"};
  }
  return {};
}

void Arrangement::add(const Holding& holding) {
  holdings_[holding.number] = holding;
  records_[holding.number];
}

void Arrangement::apply(const Entry& entry) {
  if (entry.record.kind != "arrangement" || entry.record.historical) return;
  for (const auto& line : entry.record.content.children) {
    if (line.name == "filed") file(entry, line);
    if (line.name == "kept") keep(entry, line);
  }
}

/// What stands against any line.
std::optional<Text> Arrangement::why_not(const Entry& entry, std::optional<AccessionNumber> number) const {
  if (!is_keeper_(entry.unit, beijing_day(entry.received_at)))
    return Text{"只有办公室可以整理归档", "only the office arranges"};
  const auto holding = number ? holdings_.find(*number) : holdings_.end();
  if (holding == holdings_.end() || holding->second.leaf >= entry.leaf)
    return Text{"此前没有登记这件文件", "no such record was registered before"};
  const auto& arranged = records_.at(*number);
  if (arranged.state == ArrangementState::Filed)
    return Text{"已有档号 " + cundang::to_text(*arranged.code) + "，档号一经给定不再改变",
                "it has the code " + cundang::to_text(*arranged.code) + ", which never changes"};
  return std::nullopt;
}

std::optional<Text> Arrangement::why_not_file(const Holding& holding, const std::optional<ArchivalCode>& code) const {
  if (!code) return Text{"档号不合 DA/T 22", "the code is not of DA/T 22"};
  if (code->within.fonds != holding.fonds) return Text{"全宗号应为 " + holding.fonds, "the fonds is " + holding.fonds};
  if (code->within.year != holding.year)
    return Text{"年度应为签发年度 " + std::to_string(holding.year),
                "the year is that of issue, " + std::to_string(holding.year)};
  const auto last = given_.find(code->within);
  const int due = last == given_.end() ? 1 : last->second + 1;
  if (code->number != due)
    return Text{"件号应接续，为 " + std::to_string(due), "the number that is due is " + std::to_string(due)};
  return std::nullopt;
}

void Arrangement::file(const Entry& entry, const Node& line) {
  const auto number = parse_accession_number(line.attribute("record"));
  const auto code = parse_archival_code(line.attribute("archival-code"));
  auto against = why_not(entry, number);
  if (!against) against = why_not_file(holdings_.at(*number), code);
  if (against) {
    ineffective_.push_back({entry.number, std::string{line.attribute("record")},
                            std::string{line.attribute("archival-code")}, std::move(*against)});
    return;
  }
  records_[*number] = {ArrangementState::Filed, code, {}, entry.number};
  given_[code->within] = code->number;
}

void Arrangement::keep(const Entry& entry, const Node& line) {
  const auto number = parse_accession_number(line.attribute("record"));
  if (auto against = why_not(entry, number)) {
    ineffective_.push_back({entry.number, std::string{line.attribute("record")}, {}, std::move(*against)});
    return;
  }
  records_[*number] = {ArrangementState::Kept, {}, std::string{line.attribute("reason")}, entry.number};
}

const Arranged* Arrangement::find(AccessionNumber number) const {
  const auto found = records_.find(number);
  return found == records_.end() ? nullptr : &found->second;
}

std::vector<ClassCount> Arrangement::classes() const {
  std::vector<ClassCount> classes;
  for (const auto& [within, given] : given_) classes.push_back({within, given});
  return classes;
}

std::vector<ArchivalCode> Arrangement::codes() const {
  std::vector<ArchivalCode> codes;
  for (const auto& [number, arranged] : records_)
    if (arranged.code) codes.push_back(*arranged.code);
  return codes;
}

std::vector<std::pair<AccessionNumber, ArchivalCode>> Arrangement::propose(const std::vector<AccessionNumber>& numbers,
                                                                           const std::string& category,
                                                                           const std::string& organ) const {
  std::vector<const Holding*> awaiting;
  for (const auto number : numbers) {
    const auto holding = holdings_.find(number);
    if (holding != holdings_.end() && records_.at(number).state == ArrangementState::Awaiting)
      awaiting.push_back(&holding->second);
  }
  const auto order = [](const Holding* each) {
    return std::tie(each->fonds, each->year, each->proposed, each->number);
  };
  std::sort(awaiting.begin(), awaiting.end(), [&](const auto* a, const auto* b) { return order(a) < order(b); });
  auto given = given_;
  std::vector<std::pair<AccessionNumber, ArchivalCode>> lines;
  for (const auto* holding : awaiting) {
    const ArchivalClass within{holding->fonds, category, holding->year, holding->proposed, organ};
    lines.emplace_back(holding->number, ArchivalCode{within, ++given[within]});
  }
  return lines;
}

Findings check_continuity(const std::vector<ArchivalCode>& codes) {
  std::map<ArchivalClass, std::multiset<int>> numbers;
  for (const auto& code : codes) numbers[code.within].insert(code.number);
  Findings findings;
  const auto tell = [&](const char* code, const ArchivalClass& within, int number, const char* zh, const char* en) {
    const auto place = cundang::to_text(ArchivalCode{within, number});
    findings.push_back(
        {code, Severity::Fault, place, 0, {zh, en}, {"请核对整理登记", "compare with the records of arrangement"}});
  };
  for (const auto& [within, given] : numbers) {
    for (auto each = given.begin(); each != given.end(); each = given.upper_bound(*each))
      if (given.count(*each) > 1) tell("arrangement.code-twice", within, *each, "档号重复", "the code is given twice");
    for (int number = 1; number <= *given.rbegin(); ++number)
      if (!given.contains(number)) tell("arrangement.gap", within, number, "件号缺号", "the number is missing");
  }
  return findings;
}

}  // namespace cundang::disposition
