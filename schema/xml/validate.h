// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/xml/finding_list.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {

/// Checks the tree against the forms. Every place that is wrong is reported: libxml2 leaves an element's other children
/// unread after the first that does not fit, so the tree is mended (an element taken out, a stand-in put in) and read
/// again. Afterwards `doc` may lack what did not fit.
void validate(xmlDoc* doc, FindingList& findings);

}  // namespace cundang::forms
