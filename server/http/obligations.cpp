// SPDX-License-Identifier: GPL-3.0-or-later
// Duties of the API.
#include "server/obligations/obligation.h"

#include "server/http/obligation_query.h"
#include "server/http/routes.h"
#include "server/obligations/obligation_json.h"

namespace cundang::http {

Response get_obligations(Call& call) {
  call.takes_only({"on", "known_at", "unit", "state", "month"});
  return Response::json(ledger::to_json(call.site.service.obligations(obligation_query(call), call.viewer())));
}

Response get_obligation(Call& call) {
  const ObligationId id{call.segments.front()};
  return Response::json(ledger::to_json(call.site.service.obligation(id, obligation_query(call), call.viewer())));
}

}  // namespace cundang::http
