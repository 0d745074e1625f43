// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "schema/model/finding.h"

namespace cundang::verify {

/// A fault found by the verifier, with the cure that goes with its family (the part of the code before the first dot).
Finding fault(std::string code, std::string place, std::string zh, std::string en);
/// Something worth knowing that proves nothing wrong.
Finding warning(std::string code, std::string place, std::string zh, std::string en);

}  // namespace cundang::verify
