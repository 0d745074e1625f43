// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/json.h"
#include "server/http/page.h"
#include "server/http/routes.h"

namespace cundang::http {

/// Alive: for a supervisor of processes. Says nothing of the archive.
Response get_health(Call&) { return {200, "text/plain; charset=utf-8", "ok\n", {}, false}; }

Response get_ready(Call& call) {
  const auto health = call.site.service.health();
  JsonWriter json;
  json.open_object()
      .member("ready", health.ready)
      .member("accepted", health.accepted)
      .member("packaged", health.packaged)
      .member("indexed", health.indexed)
      .member("settled", health.settled)
      .member("backlog", health.backlog)
      .member("packaged_size", health.packaged_size)
      .member("tree_size", health.tree_size)
      .member("simulated", health.simulated)
      .member("now", to_text(health.now));
  json.key("warnings").open_array();
  for (const auto& warning : standing_warnings(call))
    json.open_object().member("zh", warning.zh).member("en", warning.en).close_object();
  json.close_array().close_object();
  return Response::json(json.text(), health.ready ? 200 : 503);
}

}  // namespace cundang::http
