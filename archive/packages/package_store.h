// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::packages {

/// One file of a package to be: its bytes, or a file on the same file system that is moved in.
struct PackageFile {
  std::string name;              ///< logical path: one plain name, e.g. "R0000042.asice"
  std::string bytes;             ///< used where `source` is empty
  std::filesystem::path source;  ///< moved away by stage()
};

/// 入库: what becomes one OCFL object.
struct PackageDraft {
  PackageId id;
  std::string package_class;  ///< 全宗·年度·保管期限, or "log"; stands in the inventory's message
  Instant created;            ///< stands in the inventory
  std::vector<PackageFile> files;
};

struct StoredFile {
  std::string name;            ///< logical path
  std::filesystem::path path;  ///< where the bytes lie
  Sha512 sha512;               ///< as the inventory says
};

/// An object in the store, as its inventory says.
struct StoredPackage {
  PackageId id;
  int version = 1;
  Sha512 inventory;               ///< digest of inventory.json, for the `package` leaf
  std::vector<StoredFile> files;  ///< by name
  bool was_there = false;         ///< commit() found the same content already in place
};

/// Written but not in its place yet. Dropping it leaves a folder in staging that recover() removes.
class StagedPackage {
 public:
  const PackageId& id() const { return id_; }

 private:
  friend class PackageStore;
  PackageId id_;
  std::filesystem::path directory_;
  std::string inventory_json_;
};

/// Keeps archival packages (AIP, 存档信息包) in the form of docs/formats/package.md (OCFL 1.1). Thread-safe for
/// reading; stage(), commit(), settled() and recover() belong to one writer at a time. Storage failures are
/// Error{StorageFull | StorageFailed}; nothing is then lost or half in place, and the same call may be made again.
class PackageStore {
 public:
  /// Makes the storage root, durable on return. Does nothing where it is there already.
  static void create(const std::filesystem::path& root);
  /// Opens without touching anything; staging is the folder `staging` beside `root`, on the same file system.
  explicit PackageStore(std::filesystem::path root);

  /// Writes every file of the object under staging, not synced yet.
  StagedPackage stage(const PackageDraft& draft);
  /// Puts one or many staged objects in place with one syncfs: durable, read back from disk and compared on return.
  /// An object that is there with the same files (name and digest) counts as committed: `was_there`.
  /// @throws Error{StoreVersionExists} if it is there with other files: it stays as it is.
  StoredPackage commit(StagedPackage staged);
  std::vector<StoredPackage> commit(std::vector<StagedPackage> staged);
  /// The registry has marked the object's records packaged: forget that it might have to be undone.
  void settled(const PackageId& id);
  /// After a crash, before anything is staged: removes leftovers of staging, and every object that a crash put in place
  /// before the registry knew it (`is_registered` says no; its records are still in the journal).
  /// @returns the objects removed.
  std::vector<PackageId> recover(const std::function<bool(const PackageId&)>& is_registered);

  bool contains(const PackageId& id) const;
  /// Inventory as it stands, checked against its sidecar; contents are not read.
  /// @throws Error{PackageUnreadable} when it is not there or its inventory is damaged.
  StoredPackage open(const PackageId& id) const;
  /// Path of one file, by the layout alone, without reading the inventory.
  std::filesystem::path path_of(const PackageId& id, const std::string& name) const;
  /// Reads every byte again. @throws Error{PackageUnreadable} naming the first file that differs.
  void check_content(const StoredPackage& package) const;
  /// Every object, in the order of their places.
  std::vector<PackageId> list() const;
  const std::filesystem::path& root() const { return root_; }
  /// Folder for files that will be given to stage() as `source`; emptied by recover().
  std::filesystem::path workspace() const { return staging_; }

 private:
  std::filesystem::path intent_path(const PackageId& id) const;
  std::filesystem::path root_, staging_;
};

}  // namespace cundang::packages
