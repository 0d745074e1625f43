// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/record.h"
#include "schema/xml/finding_list.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {

/// What XSD 1.0 cannot say (docs/formats/record.md, "Business checks"): checks of the record in itself, with the tree
/// it was read from for the lines. Rules that need the register, the log or a clock are not here.
void check_form(const Record& record, const xmlNode* root, FindingList& findings);

}  // namespace cundang::forms
