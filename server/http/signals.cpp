// SPDX-License-Identifier: GPL-3.0-or-later
// Suggestions and accident figures of the API.
#include "server/http/routes.h"
#include "server/http/signal_view.h"
#include "server/signals/signal_json.h"

namespace cundang::http {

Response get_signals(Call& call) {
  call.takes_only({"on", "known_at", "trigger", "state", "unit"});
  return Response::json(signals::to_json(signal_service(call).signals(signal_query(call), call.viewer())));
}

Response get_signal(Call& call) {
  return Response::json(
      signals::to_json(signal_service(call).signal(call.segments.front(), signal_day(call), call.viewer())));
}

Response get_accident_statistics(Call& call) {
  call.takes_only({"on", "known_at"});
  return Response::json(signals::to_json(signal_service(call).accidents(signal_day(call), call.viewer())));
}

}  // namespace cundang::http
