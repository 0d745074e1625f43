// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/finding.h"
#include "schema/model/json.h"

namespace cundang::tools {

/// One finding as a JSON object: code, severity, place, reason and cure in both languages.
void append_finding(JsonWriter& json, const Finding& finding);
/// Every finding with place, reason and cure; as one JSON array where asked for.
void print_findings(const Findings& findings, bool json);
/// 0, or that of VerificationFailed when one of them is a fault.
int exit_status_of(const Findings& findings);

}  // namespace cundang::tools
