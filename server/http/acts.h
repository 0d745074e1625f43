// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/call.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// A step a person may take on a duty by a click. It becomes a small record that travels the same line as an upload;
/// whether it has effect is decided by the ledger alone.
struct Act {
  /// One value of what he chooses, and the key of its text.
  struct Choice {
    std::string_view value, text;
  };
  std::string_view kind;  ///< element name, e.g. "verification"
  bool wants_reason = false, wants_until = false, wants_proof = false;
  bool until_may_lack = false;       ///< a refusal names no new day
  std::string_view chosen_as = {};   ///< element that holds the choice, e.g. "granted"; empty: none to make
  std::vector<Choice> choices = {};  ///< fixed ones, or
  std::vector<UnitCode> units = {};  ///< the units to choose from
};

/// What this actor, by unit and role, is offered for this duty as it stands. Advice, not authority. `units`: the
/// register, for the successors of a unit that is no more.
std::vector<Act> acts_for(const Actor& actor, const ledger::Obligation& duty, const std::vector<Unit>& units = {});

struct ActInput {
  std::string reason, proof, choice;
  std::optional<Date> until;
  LeafIndex expects = -1;  ///< the last step the page showed; -1: the duty as it stands
};

/// Somebody has taken a step since the page was shown whose last step was `seen`; of -1 nobody knows.
bool was_overtaken(const ledger::Obligation& duty, LeafIndex seen);
/// Reads the form's fields. @throws Error{BadRequest} where one is missing or is no value of this act.
ActInput read_act_input(const Call& call, const Act& act);
/// record.xml of the act, form 1.0, naming the last step its author saw (expects).
std::string act_xml(const Call& call, const Act& act, const ledger::Obligation& duty, const ActInput& input);
/// What one unit gives up to another, from which day on and on what ground.
struct HandOver {
  UnitCode from, to;
  Date effective;
  std::string reason;
};
/// record.xml of 职责划转 of these duties.
std::string transfer_xml(const Call& call, const HandOver& over, const std::vector<ObligationId>& duties);
/// record.xml of 顺延: what was due on `day`, when the service did not accept, is due by `until`.
std::string shift_xml(const Call& call, Date day, Date until, const std::string& reason, const std::string& proof);
/// record.xml of 对应确认: the record does, or does not, answer the duty. `expects`: as in ActInput.
std::string match_xml(const Call& call, const ledger::Obligation& duty, AccessionNumber record, bool confirmed,
                      LeafIndex expects);
/// The last step of the duty, for the form to carry: by it the ledger knows an act whose author had not seen a newer
/// one. @returns -1 where there is none.
LeafIndex last_step(const ledger::Obligation& duty);
/// What a form or address carried as `expects`. @returns -1 where it is empty. @throws Error{BadRequest} where it is no
/// leaf.
LeafIndex read_expects(std::string_view text);
/// What an office files by a click that is no step on one duty: title, and the kind element.
std::string registration_xml(const Call& call, std::string title, Node content,
                             const std::vector<UnitCode>& addressees);

}  // namespace cundang::http
