// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "server/app/outside_service.h"
#include "server/papers/checkpoint_page.h"

namespace cundang::http {

/// What is printed of a closed day.
papers::CheckpointPage checkpoint_page(const app::ClosedDay& day, const std::string& vkey, bool exercise);

}  // namespace cundang::http
