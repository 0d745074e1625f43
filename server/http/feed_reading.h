// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/http/call.h"
#include "server/obligations/obligation.h"

namespace cundang::http {

/// The filter of a saved view, as /board would read it. @throws Error{BadRequest} naming the part that cannot be read.
app::ObligationQuery read_view(const Call& call, const std::string& query);
/// The canonical query of a filter, for keeping: unit, state and month, in that order.
std::string view_query(std::string_view unit, std::string_view state, std::string_view month);

/// What a feed shows, by its secret, with what its person may see today. @throws Error{NotFound} for any other secret.
struct FeedReading {
  accounts::Feed feed;
  Viewer viewer;
};
FeedReading open_feed(const Call& call);

/// 200 with the body and its ETag, or 304 where the caller holds the same (RFC 9110, 13.1.2).
Response feed_response(const Call& call, std::string content_type, std::string body);

}  // namespace cundang::http
