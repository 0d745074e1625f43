// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/http/call.h"
#include "server/web/data.h"

namespace cundang::http {

/// Charts of a page are drawn at this width, two beside each other; on a telephone they are still legible.
constexpr double page_chart_width = 480;

/// What every page shows: title, who is signed in and for which unit, the 演练 mark, the language switch, page token.
web::Data page_data(const Call& call, std::string title);
/// Fills a template and answers it.
Response page(const Call& call, std::string_view template_name, const web::Data& data, int status = 200);
/// An error as a page: what happened and what to do, from error_codes.def.
Response error_page(const Call& call, const Error& error);

/// Standing warnings of the archive, and those of sending for who sees all.
std::vector<Text> standing_warnings(const Call& call);
/// Full name of a unit as now known; its code where the register does not have it.
std::string unit_name(const std::vector<Unit>& units, const UnitCode& code);
/// A local path that is safe to go on to after sign-in; "/" for anything else.
std::string safe_next(std::string_view wanted);
/// A text of texts.def in the call's language.
const std::string& say(const Call& call, std::string_view key);

}  // namespace cundang::http
