// SPDX-License-Identifier: GPL-3.0-or-later
// Commit order: everything under staging → one syncfs → rename → fsync of the parents → read back from disk. An intent
// file goes first, so that an object the registry never heard of can be told from one it knows (recover()).
#include "archive/packages/package_store.h"

#include <algorithm>
#include <set>

#include "archive/crypto/digest.h"
#include "archive/packages/container_layout.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/file_digest.h"
#include "archive/packages/inventory.h"
#include "archive/packages/ocfl_layout.h"
#include "schema/model/error.h"

namespace cundang::packages {
namespace {

constexpr std::int64_t inventory_size_max = 8 << 20;
constexpr std::size_t few_objects = 4;  // up to here single fsyncs cost less than one of the whole file system
constexpr std::string_view intent_suffix = ".intent";

[[noreturn]] void unreadable(const std::string& why, const std::filesystem::path& path) {
  throw Error{ErrorCode::PackageUnreadable, why}.with("path", path.string());
}

bool is_plain_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos;
}

/// Empty folders that mkdir left on the way to an object, from the innermost up to the storage root.
void remove_empty_parents(std::filesystem::path folder, const std::filesystem::path& root) {
  std::error_code busy;
  for (; folder != root && std::filesystem::remove(folder, busy) && !busy; folder = folder.parent_path()) {
  }
}

std::vector<std::filesystem::path> sorted_entries(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> paths;
  for (const auto& each : std::filesystem::directory_iterator{directory}) paths.push_back(each.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<StoredFile> stored_files(const Inventory& inventory, const std::filesystem::path& object) {
  std::vector<StoredFile> files;
  for (const auto& [name, digest] : inventory.files) files.push_back({name, object / "v1" / "content" / name, digest});
  return files;
}

bool same_files(const StoredPackage& there, const Inventory& staged) {
  return std::equal(there.files.begin(), there.files.end(), staged.files.begin(), staged.files.end(),
                    [](const StoredFile& a, const auto& b) { return a.name == b.first && a.sha512 == b.second; });
}

}  // namespace

void PackageStore::create(const std::filesystem::path& root) {
  make_directories_durably(root);
  make_directories_durably(root.parent_path() / "staging");
  const auto config = root / ocfl::layout_config;
  make_directories_durably(config.parent_path());
  write_durably(config, ocfl::layout_config_text());
  write_durably(root / ocfl::layout_file, ocfl::layout_file_text());
  write_durably(root / ocfl::root_namaste, ocfl::root_namaste_text);  // last: it says that the rest is there
}

PackageStore::PackageStore(std::filesystem::path root)
    : root_{std::move(root)}, staging_{root_.parent_path() / "staging"} {}

std::filesystem::path PackageStore::intent_path(const PackageId& id) const {
  return staging_ / (object_path(id).filename().string() + std::string{intent_suffix});
}

StagedPackage PackageStore::stage(const PackageDraft& draft) {
  StagedPackage staged;
  staged.id_ = draft.id;
  staged.directory_ = staging_ / object_path(draft.id).filename();
  remove_tree(staged.directory_);
  const auto content = staged.directory_ / "v1" / "content";
  make_directories(content);
  Inventory inventory{draft.id, draft.created, "class " + draft.package_class, {}};
  for (const auto& file : draft.files) {
    const auto digest = file.source.empty() ? crypto::sha512(file.bytes) : sha512_of_file(file.source);
    if (!is_plain_name(file.name) || !inventory.files.emplace(file.name, digest).second)
      throw Error{ErrorCode::Internal, "a package file needs a plain name of its own"}.with("name", file.name);
    file.source.empty() ? write_unsynced(content / file.name, file.bytes)
                        : rename_file(file.source, content / file.name);
  }
  staged.inventory_json_ = to_json(inventory);
  const auto sidecar = ocfl::sidecar_text(crypto::sha512(staged.inventory_json_).hex());
  for (const auto& folder : {staged.directory_ / "v1", staged.directory_}) {
    write_unsynced(folder / ocfl::inventory, staged.inventory_json_);
    write_unsynced(folder / ocfl::sidecar, sidecar);
  }
  write_unsynced(staged.directory_ / ocfl::object_namaste, ocfl::object_namaste_text);
  return staged;
}

StoredPackage PackageStore::commit(StagedPackage staged) {
  std::vector<StagedPackage> one;
  one.push_back(std::move(staged));
  return std::move(commit(std::move(one)).front());
}

std::vector<StoredPackage> PackageStore::commit(std::vector<StagedPackage> staged) {
  std::vector<bool> was_there;
  for (const auto& each : staged) {
    const auto target = root_ / object_path(each.id_);
    bool there = std::filesystem::exists(target);
    if (there && !same_files(open(each.id_), *parse_inventory(each.inventory_json_))) {
      // With its intent still open the registry does not know it: an earlier try that was not carried through.
      if (!std::filesystem::exists(intent_path(each.id_)))
        throw Error{ErrorCode::StoreVersionExists}.with("object", each.id_.text).with("path", target.string());
      remove_tree(target);
      there = false;
    }
    was_there.push_back(there);
    make_directories(target.parent_path());
    if (!there) write_unsynced(intent_path(each.id_), each.id_.text + "\n");
  }
  if (!staged.empty()) sync_filesystem(staging_);

  std::set<std::filesystem::path> parents;
  for (std::size_t i = 0; i < staged.size(); ++i) {
    const auto target = root_ / object_path(staged[i].id_);
    was_there[i] ? remove_tree(staged[i].directory_) : rename_file(staged[i].directory_, target);
    parents.insert(target.parent_path());
  }
  if (parents.size() > few_objects)
    sync_filesystem(root_);
  else
    for (const auto& parent : parents) sync_directory(parent);

  std::vector<StoredPackage> stored;
  for (std::size_t i = 0; i < staged.size(); ++i) {
    for (const auto& file :
         stored_files(*parse_inventory(staged[i].inventory_json_), root_ / object_path(staged[i].id_)))
      drop_from_cache(file.path);
    stored.push_back(open(staged[i].id_));
    stored.back().was_there = was_there[i];
    check_content(stored.back());
  }
  return stored;
}

void PackageStore::settled(const PackageId& id) { remove_file(intent_path(id)); }

std::vector<PackageId> PackageStore::recover(const std::function<bool(const PackageId&)>& is_registered) {
  std::vector<PackageId> removed;
  make_directories(staging_);
  const auto leftovers = sorted_entries(staging_);
  for (const auto& path : leftovers) {
    if (path.extension() != intent_suffix) continue;
    auto text = read_bounded(path, 4096);
    // Cut short by the crash: then the syncfs never ended and nothing was renamed.
    if (!text.ends_with('\n')) continue;
    text.pop_back();
    const PackageId id{std::move(text)};
    const auto object = root_ / object_path(id);
    if (std::filesystem::exists(object) && !is_registered(id)) {
      const auto aside = staging_ / (object.filename().string() + ".undone");
      rename_file(object, aside);  // at once out of the store; removing a tree is not one step
      sync_directory(object.parent_path());
      remove_tree(aside);
      removed.push_back(id);
    }
    remove_empty_parents(object.parent_path(), root_);
  }
  for (const auto& path : leftovers) remove_tree(path);
  return removed;
}

bool PackageStore::contains(const PackageId& id) const { return std::filesystem::exists(root_ / object_path(id)); }

StoredPackage PackageStore::open(const PackageId& id) const try {
  const auto object = root_ / object_path(id);
  const auto json = read_bounded(object / ocfl::inventory, inventory_size_max);
  const auto digest = crypto::sha512(json);
  if (read_bounded(object / ocfl::sidecar, 4096) != ocfl::sidecar_text(digest.hex()))
    unreadable("the inventory is not what its sidecar says", object / ocfl::inventory);
  const auto inventory = parse_inventory(json);
  if (!inventory || inventory->id != id) unreadable("the inventory is malformed", object / ocfl::inventory);
  return {id, 1, digest, stored_files(*inventory, object), false};
} catch (const Error& error) {
  if (error.code() == ErrorCode::PackageUnreadable) throw;
  std::throw_with_nested(Error{ErrorCode::PackageUnreadable}.with("object", id.text));
}

std::filesystem::path PackageStore::path_of(const PackageId& id, const std::string& name) const {
  return root_ / object_path(id) / "v1" / "content" / name;
}

void PackageStore::check_content(const StoredPackage& package) const {
  for (const auto& file : package.files)
    if (sha512_of_file(file.path) != file.sha512) unreadable("a file is not what its inventory says", file.path);
}

std::vector<PackageId> PackageStore::list() const {
  std::vector<std::filesystem::path> level = {root_};
  for (int depth = 0; depth < 4; ++depth) {
    std::vector<std::filesystem::path> below;
    for (const auto& folder : level)
      for (auto& path : sorted_entries(folder))
        if (std::filesystem::is_directory(path) && path.filename() != "extensions") below.push_back(std::move(path));
    level = std::move(below);
  }
  std::vector<PackageId> ids;
  for (const auto& object : level) {
    const auto inventory = parse_inventory(read_bounded(object / ocfl::inventory, inventory_size_max));
    if (!inventory) unreadable("the inventory is malformed", object / ocfl::inventory);
    ids.push_back(inventory->id);
  }
  return ids;
}

}  // namespace cundang::packages
