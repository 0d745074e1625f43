// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "archive/evidence/merkle.h"
#include "archive/ingest/group.h"
#include "archive/packages/container.h"
#include "archive/packages/package_store.h"
#include "archive/packages/spool.h"
#include "archive/registry/registry.h"

namespace cundang::ingest {

/// A package that lies durably in its place and waits to be registered.
struct NewPackage {
  registry::PackageRow row;              ///< leaf_index not yet known
  std::vector<AccessionNumber> records;  ///< empty for class log
  Instant last_logged;  ///< of its last leaf; stands in for a time of its own, so that a repeat gives the same bytes
};

/// 入库: makes archival packages of registered records. Every byte follows from the registry, so that a step repeated
/// after a crash makes the same packages again. For the worker's one thread.
class Packager {
 public:
  Packager(const registry::Registry& registry, packages::PackageStore& store, const packages::Spool& spool)
      : registry_{registry}, store_{store}, spool_{spool} {}
  /// A package for each class (全宗·年度·保管期限) among `rows`, of at most 200 records or 16 MB; larger records alone.
  /// `rows` are neighbours in accession order and stand in the journal; `tree` is at least as large as their
  /// checkpoints. All are durable on return, with one syncfs.
  std::vector<NewPackage> package(const std::vector<registry::RecordRow>& rows, const evidence::Tree& tree) const;
  /// A package of class log for leaves that are neither records nor packages.
  NewPackage package_log(const std::vector<registry::LeafRow>& leaves, const evidence::Tree& tree) const;
  /// The registry knows it now.
  void settled(const NewPackage& package) const { store_.settled(package.row.object); }

 private:
  struct Batch;
  packages::ContainerParts parts_of(const registry::RecordRow& row, const registry::JournalRow& journal,
                                    const registry::LeafRow& leaf, const evidence::Tree& tree) const;
  packages::PackageFile file_of(const packages::ContainerParts& parts, std::int64_t size_bound) const;
  std::string proof_of(const registry::LeafRow& leaf, const evidence::Tree& tree) const;
  void commit(std::vector<NewPackage>& packages, std::vector<packages::StagedPackage> staged) const;

  const registry::Registry& registry_;
  packages::PackageStore& store_;
  const packages::Spool& spool_;
};

/// Registers a package with its leaf. The salt of a package's leaf is derived from its statement, for the statement
/// itself follows from the package (docs/formats/log.md, "Package leaves").
void register_package(Group& group, const NewPackage& package);
/// What the leaf of a package commits to.
evidence::Statement package_statement(const registry::PackageRow& row);
std::string package_salt(std::string_view statement);

}  // namespace cundang::ingest
