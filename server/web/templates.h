// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/web/data.h"
#include "server/web/language.h"

namespace cundang::web {

/// Fills templates/NAME.mustache. `{{t.KEY}}` is a text of texts.def, `{{> NAME}}` another template.
/// Every value is escaped for HTML. @throws std::logic_error for a template, text or partial that is not there.
std::string render(std::string_view name, const Data& data, Language language);

/// The template with its texts and partials put in, as the renderer sees it.
const std::string& expanded_template(std::string_view name, Language language);

std::string escape_html(std::string_view text);

}  // namespace cundang::web
