// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/matter.h"

namespace cundang::notices {
namespace {

using ledger::State;

std::optional<Matter> matter_of_owing(const ledger::Obligation& duty, Date on, Date soon_until) {
  if (duty.state == State::AwaitingAcknowledgement) return Matter::Unsigned;
  if (ledger::is_overdue(duty)) return Matter::Overdue;
  if (duty.state == State::Returned) return Matter::Returned;
  if (ledger::awaits_answer(duty.state) && duty.due.day && *duty.due.day >= on && *duty.due.day <= soon_until)
    return Matter::DueSoon;
  return std::nullopt;
}

std::optional<Matter> matter_of_owed(const ledger::Obligation& duty, bool has_turn) {
  if (has_turn && duty.state == State::Answered) return Matter::ToVerify;
  if (has_turn && duty.state == State::AwaitingService) return Matter::ToServe;
  if (has_turn && ledger::awaits_answer(duty.state)) return Matter::ToDecide;
  if (ledger::is_overdue(duty)) return Matter::OwedToUnit;
  return std::nullopt;
}

}  // namespace

const std::vector<Matter>& all_matters() {
  using enum Matter;
  static const std::vector<Matter> matters = {Overdue, Returned, DueSoon,  Unsigned,
                                              ToServe, ToDecide, ToVerify, OwedToUnit};
  return matters;
}

Text matter_name(Matter matter) {
  switch (matter) {
    case Matter::Overdue:
      return {"已逾期", "overdue"};
    case Matter::Returned:
      return {"退办待重报", "returned, to be answered again"};
    case Matter::DueSoon:
      return {"即将到期", "due soon"};
    case Matter::Unsigned:
      return {"待签收", "to be signed for"};
    case Matter::ToServe:
      return {"待送达", "to be served"};
    case Matter::ToDecide:
      return {"延期待决定", "extension to be decided"};
    case Matter::ToVerify:
      return {"待核实", "to be verified"};
    case Matter::OwedToUnit:
      return {"应报本单位而逾期", "owed to this unit and overdue"};
  }
  return {};
}

std::optional<Matter> matter_for(const ledger::Obligation& duty, const UnitCode& unit, Date on, Date soon_until) {
  if (ledger::has_ended(duty.state)) return std::nullopt;
  if (duty.owing == unit) {
    // The office owes to itself at times: then what waits for its own step is told too.
    if (const auto owing = matter_of_owing(duty, on, soon_until)) return owing;
  }
  if (duty.owed_to != unit) return std::nullopt;
  return matter_of_owed(duty, duty.whose_turn == unit.text && duty.owing != unit);
}

}  // namespace cundang::notices
