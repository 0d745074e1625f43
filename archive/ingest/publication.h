// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/evidence/merkle.h"
#include "archive/packages/log_files.h"
#include "archive/registry/registry.h"

namespace cundang::ingest {

/// 公布: writes what the log has gained since `published` leaves as C2SP files, then the checkpoint of `tree`.
/// `tree` is the tree of a committed checkpoint. Repeating it changes nothing.
void publish(const registry::Registry& registry, packages::LogPublisher& publisher, const evidence::Tree& tree,
             TreeSize published);

}  // namespace cundang::ingest
