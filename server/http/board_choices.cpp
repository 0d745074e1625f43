// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/board_choices.h"

#include "server/obligations/state.h"
#include "server/web/official_document.h"

namespace cundang::http {

std::vector<web::Data> board_states(const Call& call, std::string_view asked) {
  std::vector<web::Data> choices;
  const auto beside = [&](const char* code, const char* zh, std::string_view key) {
    const bool chosen = asked == code || asked == zh;
    choices.push_back(web::Data{}.set("value", code).set("name", say(call, key)).set("chosen", chosen));
  };
  beside("overdue", "逾期", "overdue-state");
  beside("due-soon", "临期", "count-soon");
  beside("awaiting-transfer", "待划转", "awaits-transfer");
  const auto state = ledger::parse_state(asked);
  for (const auto each : ledger::all_states())
    choices.push_back(web::Data{}
                          .set("value", ledger::state_code(each))
                          .set("name", web::in(ledger::state_name(each), call.language))
                          .set("chosen", state == each));
  return choices;
}

}  // namespace cundang::http
