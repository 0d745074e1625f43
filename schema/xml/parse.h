// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "schema/xml/finding_list.h"
#include "schema/xml/libxml.h"
#include "schema/xml/record_reader.h"

namespace cundang::forms {

/// Parses bytes that check_bytes() let through, within the limits: no DOCTYPE, no processing instruction, no attribute
/// of a foreign namespace (xml:lang alone is read and left out). Never fetches anything.
/// @returns the tree with each element's line; nullptr when the document is not well-formed or beyond a limit.
DocPtr parse(std::string_view bytes, const ReadLimits& limits, FindingList& findings);

}  // namespace cundang::forms
