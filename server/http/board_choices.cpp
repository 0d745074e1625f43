// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/board_choices.h"

#include "server/http/obligation_query.h"
#include "server/obligations/state.h"
#include "server/web/official_document.h"

namespace cundang::http {

std::vector<web::Data> board_states(const Call& call, std::string_view asked) {
  std::vector<web::Data> choices;
  for (const auto& each : beside_states)
    choices.push_back(
        web::Data{}.set("value", each.code).set("name", say(call, each.text)).set("chosen", each.is_named(asked)));
  const auto state = ledger::parse_state(asked);
  for (const auto each : ledger::all_states())
    choices.push_back(web::Data{}
                          .set("value", ledger::state_code(each))
                          .set("name", web::in(ledger::state_name(each), call.language))
                          .set("chosen", state == each));
  return choices;
}

}  // namespace cundang::http
