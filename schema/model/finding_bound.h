// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "schema/model/finding.h"

namespace cundang {

inline constexpr std::size_t finding_text_bytes_max = 2000;  ///< of place, reason or cure, each language

/// What a slip carries of findings: faults before warnings where not all have room, at most `most` and a closing
/// "findings.more"; texts that quote a long value of the document are cut between characters, with an ellipsis.
Findings bounded(Findings findings, std::size_t most = 200);

}  // namespace cundang
