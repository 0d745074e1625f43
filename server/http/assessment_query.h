// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/assessment_service.h"
#include "server/http/call.h"

namespace cundang::http {

/// The use cases of the annual assessment. @throws Error{NotFound} where the server has none.
const app::AssessmentService& assessment_of(const Call& call);
/// Year (path segment, else parameter `year`, else the last one whose reports are due), `on`, `known_at`.
/// @throws Error{BadRequest} for what cannot be read.
app::AssessmentQuery assessment_query(const Call& call, std::string_view year = {});

}  // namespace cundang::http
