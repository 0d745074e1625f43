// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/founding.h"

#include "archive/evidence/merkle.h"
#include "archive/packages/container_layout.h"
#include "archive/packages/ocfl_layout.h"
#include "archive/verify/findings.h"
#include "archive/verify/object_verify.h"

namespace cundang::verify {

void check_founding(const std::filesystem::path& packages, LogReport& log) {
  const PackageId id{"urn:cundang:package:log:L" + packages::leaf_stem(0)};
  const auto folder = packages::object_path(id).generic_string();
  if (!std::filesystem::exists(packages / folder)) return;
  const auto object = check_object(packages, folder, {});
  if (has_fault(object.findings) || object.leaves.empty() || object.leaves.front().index != 0) return;
  const auto& leaf = object.leaves.front();
  const auto complain = [&](const char* code, const char* place, const char* zh, const char* en) {
    log.findings.push_back(fault(code, place, zh, en));
  };
  if (log.hashes.empty() || evidence::leaf_hash(leaf.leaf) != log.hashes.front()) return;  // told as leaf-differs
  if (leaf.type != "genesis") return complain("log.genesis", "log", "日志首条不是创始条目", "leaf 0 is no genesis");
  if (log.key && leaf.log_key != log.key->vkey()) {
    complain("log.vkey", "log/vkey", "与创始条目所载公钥不同", "it is not the key that leaf 0 names");
    log.key.reset();
  }
  if (!log.ca_pem.empty() && leaf.ca_sha256 != log.ca_sha256) {
    complain("log.ca", "log/ca.pem", "与创始条目所载证书不同", "it is not the certificate that leaf 0 names");
    log.ca_pem.clear();
  }
  if (log.checkpoint && leaf.origin != log.checkpoint->origin)
    complain("log.checkpoint", "log/checkpoint", "与创始条目所载日志名称不同",
             "its origin is not the one leaf 0 names");
}

}  // namespace cundang::verify
