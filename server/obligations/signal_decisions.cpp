// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/signal_decisions.h"

#include <array>
#include <charconv>

#include "schema/model/kind.h"

namespace cundang::ledger {
namespace {

struct PaperRow {
  std::string_view action, kind;
};
constexpr std::array<PaperRow, 3> paper_rows{
    {{"talk", "talk-notice"}, {"letter", "advisory-letter"}, {"inspection", "inspection-notice"}}};

Text name_of(std::string_view kind) {
  const auto* known = find_kind(kind);
  return known ? Text{std::string{known->zh}, std::string{known->en}} : Text{std::string{kind}, std::string{kind}};
}

std::set<UnitCode> reached_by(const Record& record) {
  std::set<UnitCode> units;
  const auto add = [&units](std::string_view code) {
    if (!code.empty()) units.insert(UnitCode{std::string{code}});
  };
  for (const auto& unit : record.addressees) add(unit.code.text);
  for (const auto* person : record.content.select("persons/person")) add(person->attribute("unit"));
  for (const auto* unit : record.content.select("inspected/unit")) add(unit->attribute("code"));
  return units;
}

}  // namespace

std::optional<SignalDecision> read_signal_decision(const Entry& entry) {
  const auto& content = entry.record.content;
  const auto* signal = content.child("signal");
  if (entry.record.kind != "signal-decision" || !signal) return std::nullopt;
  SignalDecision decision;
  decision.leaf = entry.leaf;
  decision.number = decision.made_by = entry.number;
  decision.day = beijing_day(entry.received_at);
  decision.unit = entry.unit;
  decision.signal = signal->attribute("id");
  decision.action = content.child_text("action");
  if (const auto* paper = content.child("record")) decision.paper = parse_accession_number(paper->attribute("id"));
  LeafIndex leaf = -1;
  const auto text = content.child_text("expects");
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), leaf);
  if (error == std::errc{} && end == text.data() + text.size()) decision.expects = leaf;
  return decision;
}

void SignalDecisions::take_paper(const Entry& entry) {
  for (const auto& row : paper_rows)
    if (row.kind == entry.record.kind) papers_[entry.number.value] = {entry.record.kind, reached_by(entry.record)};
}

const SignalPaper* SignalDecisions::paper(AccessionNumber number) const {
  const auto found = papers_.find(number.value);
  return found == papers_.end() ? nullptr : &found->second;
}

const SignalDecision* SignalDecisions::holding(const std::string& signal) const {
  const auto found = holding_.find(signal);
  return found == holding_.end() ? nullptr : &found->second;
}

Text SignalDecisions::wrong_paper(const SignalDecision& decision) const {
  if (!decision.paper) return {};
  for (const auto& row : paper_rows) {
    if (row.action != decision.action) continue;
    const auto* named = paper(*decision.paper);
    if (named && named->kind == row.kind) return {};
    const auto number = to_text(*decision.paper);
    const auto wanted = name_of(row.kind);
    if (!named)
      return {"所指 " + number + " 不是此前登记的" + wanted.zh,
              number + " is no " + wanted.en + " filed before this decision"};
    return {number + " 是" + name_of(named->kind).zh + "，不是" + wanted.zh,
            number + " is of kind " + name_of(named->kind).en + ", not " + wanted.en};
  }
  return {};
}

Text SignalDecisions::overtaken(const SignalDecision& decision) const {
  const auto* first = holding(decision.signal);
  if (!first || !decision.expects || *decision.expects >= first->leaf) return {};
  const auto number = to_text(first->number), day = to_text(first->day);
  return {"办理时没有看到先前的处理 " + number + "（" + first->unit.text + "，" + day + "），以先前的为准",
          "its author had not seen the earlier decision " + number + " (" + first->unit.text + ", " + day +
              "), which stands"};
}

void SignalDecisions::hold(SignalDecision decision) {
  const auto* before = holding(decision.signal);
  // The same action again, to name its paper: the course goes on.
  if (before && before->action == decision.action) {
    decision.made_by = before->made_by;
    if (!decision.paper) decision.paper = before->paper;
  }
  holding_[decision.signal] = std::move(decision);
}

}  // namespace cundang::ledger
