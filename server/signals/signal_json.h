// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "schema/model/json.h"
#include "server/signals/signals.h"

namespace cundang::signals {

/// The one form of HTTP and command line (docs/formats/rules.md, Signals); keys always in the same order.
void write_json(JsonWriter& json, const Signal& signal);
std::string to_json(const Signal& signal);
std::string to_json(const SignalReport& report);
std::string to_json(const AccidentStatistics& statistics);

}  // namespace cundang::signals
