// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/signal.h"

#include <array>

#include "server/obligations/sha256.h"

namespace cundang::signals {
namespace {

struct StateRow {
  std::string_view code, zh, en;
};
constexpr std::array<StateRow, 6> states{{{"pending", "待处理", "pending"},
                                          {"talk", "已转约谈", "led to a talk"},
                                          {"letter", "已转函告", "led to a letter"},
                                          {"inspection", "已转督查", "led to an inspection"},
                                          {"dismissed", "不采纳", "dismissed"},
                                          {"lapsed", "已过期", "lapsed"}}};

}  // namespace

std::string_view state_code(SignalState state) { return states.at(static_cast<std::size_t>(state)).code; }

Text state_name(SignalState state) {
  const auto& row = states.at(static_cast<std::size_t>(state));
  return {std::string{row.zh}, std::string{row.en}};
}

std::optional<SignalState> parse_state(std::string_view code_or_name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states.at(i).code == code_or_name || states.at(i).zh == code_or_name) return static_cast<SignalState>(i);
  return std::nullopt;
}

std::string signal_id(const Candidate& candidate) {
  std::string text{"signal\n"};
  text.append(trigger_info(candidate.trigger).code).append("\n");
  text.append(candidate.subject.unit.text).append("\n").append(candidate.subject.name).append("\n");
  text.append(candidate.about).append("\n");
  for (const auto number : candidate.facts) text.append(to_text(number)).append(" ");
  return to_hex(ledger::sha256(text).bytes().substr(0, 16));
}

}  // namespace cundang::signals
