// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/state.h"

#include <array>

namespace cundang::ledger {
namespace {

struct StateRow {
  State state;
  std::string_view code, zh, en;
};

constexpr std::array<StateRow, 12> table{{
    {State::AwaitingService, "awaiting-service", "待送达", "awaiting service"},
    {State::AwaitingAcknowledgement, "awaiting-acknowledgement", "待签收", "awaiting acknowledgement"},
    {State::AwaitingInputs, "awaiting-inputs", "等待汇总", "awaiting inputs"},
    {State::InProgress, "in-progress", "办理中", "in progress"},
    {State::Answered, "answered", "已反馈待核实", "answered, to be verified"},
    {State::Returned, "returned", "退办", "returned for rework"},
    {State::Verified, "verified", "已核实", "verified"},
    {State::Completed, "completed", "办结", "completed"},
    {State::Closed, "closed", "销号", "closed"},
    {State::Waived, "waived", "免报", "waived"},
    {State::Withdrawn, "withdrawn", "撤销", "withdrawn"},
    {State::Absent, "absent", "缺席", "absent"},
}};

const StateRow& row(State state) { return table[static_cast<std::size_t>(state)]; }

}  // namespace

const std::vector<State>& all_states() {
  static const std::vector<State> states = [] {
    std::vector<State> all;
    all.reserve(table.size());
    for (const auto& each : table) all.push_back(each.state);
    return all;
  }();
  return states;
}

Text state_name(State state) { return {std::string{row(state).zh}, std::string{row(state).en}}; }

std::string_view state_code(State state) { return row(state).code; }

std::optional<State> parse_state(std::string_view text) {
  for (const auto& each : table)
    if (text == each.code || text == each.zh || text == each.en) return each.state;
  return std::nullopt;
}

bool has_ended(State state) {
  return state == State::Completed || state == State::Closed || state == State::Waived || state == State::Withdrawn ||
         state == State::Absent;
}

bool awaits_answer(State state) {
  return state == State::AwaitingService || state == State::AwaitingAcknowledgement || state == State::AwaitingInputs ||
         state == State::InProgress || state == State::Returned;
}

}  // namespace cundang::ledger
