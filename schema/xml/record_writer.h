// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "schema/model/record.h"

namespace cundang {

/// Writes `record` as XML of form 1.0, UTF-8. The kind element is `record.content` under the name `record.kind`, with
/// `record.series` as its series; the body is left out where there is none.
/// Reading what was written gives an equal record, line numbers aside. Nothing is checked: read it back for that.
std::string write_record(const Record& record);

}  // namespace cundang
