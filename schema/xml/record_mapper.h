// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/record.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {

/// The record a tree says. A valid tree gives all of it; of an invalid one what can be read, the rest stays empty.
Record map_record(const xmlNode* root);

}  // namespace cundang::forms
