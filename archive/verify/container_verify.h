// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/evidence/checkpoint.h"
#include "archive/verify/leaf_facts.h"
#include "schema/model/finding.h"

namespace cundang::verify {

/// What proofs and seals are checked against. Views outlive the calls.
struct Trust {
  const evidence::LogKey* log_key = nullptr;  ///< none: checkpoints are not checked (log/vkey is damaged and named)
  std::string_view ca_pem;                    ///< empty: seals are not checked (log/ca.pem is damaged and named)
};

struct ContainerReport {
  std::vector<LeafFacts> leaves;  ///< empty when nothing in it can be believed
  Findings findings;
};

/// One record's container: form of the ZIP, entries, digests of the statement against the bytes, commitment, leaf,
/// proof, checkpoint's signature, seal. `name` is the file's name ("R0000042.asice"), `place` opens every finding.
ContainerReport check_container(std::string_view bytes, const std::string& name, const std::string& place,
                                const Trust& trust);

/// A log container: every leaf's commitment and proof.
ContainerReport check_log_container(std::string_view bytes, const std::string& name, const std::string& place,
                                    const Trust& trust);

}  // namespace cundang::verify
