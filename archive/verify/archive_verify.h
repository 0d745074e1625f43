// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "archive/verify/held_head.h"
#include "schema/model/finding.h"
#include "schema/model/ids.h"

namespace cundang::verify {

/// What reading an archive again from its first byte to its last has found.
struct VerifyReport {
  std::int64_t objects = 0;          ///< OCFL objects
  std::int64_t objects_unbound = 0;  ///< of these, newest ones whose `package` leaf is not published yet
  std::int64_t records = 0;          ///< record containers
  std::int64_t log_leaves = 0;       ///< leaves in log containers
  std::int64_t bytes = 0;            ///< read in all
  TreeSize tree_size = 0;            ///< of the published checkpoint; 0 where there is none that holds
  TreeSize packaged_size = 0;        ///< every leaf below it is explained by packages and log alone
  /// Faults, then warnings; of each first the log's files, then packages, both by path, then what concerns the whole:
  /// the first is the first bad object. The place is a path below the archive, with the entry after "!" where it lies
  /// in a container.
  Findings findings;
  bool ok() const { return !has_fault(findings); }
};

struct VerifyOptions {
  std::function<void(std::int64_t objects_done, std::int64_t objects)> progress;  ///< called from any of the threads
  int threads = 1;
  std::vector<HeldHead> against;  ///< checkpoints and receipts kept outside that the log must still agree with
};

/// Verifies `archive_dir` (holding packages/ and log/) with nothing but its own files, in the form of
/// docs/formats/package.md and log.md. Independent of the code that wrote it: shares with it only names of files and
/// the reading of leaves, statements and proofs. What is wrong is a finding; nothing is thrown for a damaged archive.
/// @throws Error{FileUnreadable} only when `archive_dir` holds neither folder.
VerifyReport verify_archive(const std::filesystem::path& archive_dir, const VerifyOptions& options = {});

/// Verifies one container (R0000042.asice) that was carried away, with the log's public key (text of log/vkey) and the
/// CA certificate (log/ca.pem). The place of a finding is the file's name, with the entry after "!".
VerifyReport verify_container(const std::filesystem::path& container, std::string_view vkey, std::string_view ca_pem);

}  // namespace cundang::verify
