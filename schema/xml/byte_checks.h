// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "schema/xml/finding_list.h"
#include "schema/xml/record_reader.h"

namespace cundang::forms {

/// What can be judged before a parser sees the bytes: size, encoding (UTF-8 alone), characters, and the number of
/// attributes of a start tag (libxml2 compares each with each before it asks us).
/// @returns false when the parser must not see them.
bool check_bytes(std::string_view bytes, const ReadLimits& limits, FindingList& findings);

}  // namespace cundang::forms
