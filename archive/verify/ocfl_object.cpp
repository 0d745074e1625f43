// SPDX-License-Identifier: GPL-3.0-or-later
// OCFL 1.1 section 3: one object, from its declaration to the last byte of its content.
#include "archive/verify/ocfl_object.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"
#include "archive/verify/ocfl_digests.h"
#include "archive/verify/ocfl_history.h"
#include "archive/verify/ocfl_inventory.h"
#include "archive/verify/ocfl_paths.h"

namespace cundang::verify {
namespace {

constexpr std::int64_t inventory_max = 256 << 20;
constexpr std::int64_t sidecar_max = 64 << 10;
constexpr const char* inventory_name = "inventory.json";

/// "DIGEST inventory.json", separated by spaces or tabs. @returns the digest in lower case.
std::optional<std::string> digest_in_sidecar(std::string_view text) {
  constexpr std::string_view blank = " \t";
  const auto end = text.find_first_of(blank);
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  auto digest = lower_case(std::string{text.substr(0, end)});
  text.remove_prefix(std::min(text.find_first_not_of(blank, end), text.size()));
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  const bool hex = digest.find_first_not_of("0123456789abcdef") == std::string::npos;
  return hex && text == inventory_name ? std::optional{std::move(digest)} : std::nullopt;
}

class ObjectValidation {
 public:
  ObjectValidation(const std::filesystem::path& folder, const std::string& place, FolderReader& reader,
                   OcflFindings& findings)
      : folder_{folder}, place_{place}, reader_{reader}, findings_{findings} {}

  OcflObject run() {
    entries_ = reader_.read(folder_, place_);
    const auto declared = check_declaration(folder_, place_, entries_, object_declaration, findings_);
    object_.specification = declared.value_or("");
    root_ = load_inventory("", entries_);
    check_entries();
    if (!root_) return object_;
    object_.id = root_->inventory.id;
    const auto& type = root_->inventory.specification;
    if (declared && !type.empty() && type != *declared) complain("E038", std::string{inventory_name} + "#/type", type);
    for (const auto& [number, name] : root_->inventory.version_names) check_version(number, name);
    // Without a version there is no telling which folders hold content; what is wrong was told.
    if (root_->inventory.version_names.empty()) return object_;
    check_manifests();
    check_digests();
    return object_;
  }

 private:
  struct Loaded {
    std::string place;  ///< below the object: "inventory.json", "v1/inventory.json"
    std::string bytes;
    OcflInventory inventory;
    int version = 0;  ///< of the folder it lies in; of the head for the root's
  };

  void complain(std::string_view code, const std::string& path, std::string_view detail = {}) {
    findings_.add(code, join(place_, path), detail);
  }

  static const FolderEntry* find(const std::vector<FolderEntry>& entries, std::string_view name) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& each) { return each.name == name; });
    return found == entries.end() ? nullptr : &*found;
  }
  static bool is_sidecar(std::string_view name) { return name.starts_with("inventory.json."); }

  // Inventories and their sidecars.

  std::optional<std::string> inventory_bytes(const std::string& path) {
    auto bytes = read_text(folder_ / path, inventory_max);
    if (!bytes)
      findings_.add(fault("storage.unreadable", join(place_, path), "无法读取，或大于 256 MB",
                          "it cannot be read, or is larger than 256 MB"));
    return bytes;
  }

  std::optional<Loaded> load_inventory(const std::string& below, const std::vector<FolderEntry>& entries) {
    const auto* entry = find(entries, inventory_name);
    if (entry == nullptr || !entry->is_file()) {
      if (below.empty()) tell_missing(entries);
      return std::nullopt;
    }
    Loaded loaded;
    loaded.place = join(below, inventory_name);
    auto bytes = inventory_bytes(loaded.place);
    if (!bytes) return std::nullopt;
    loaded.bytes = std::move(*bytes);
    // The newest version's copy says nothing that the root's has not said.
    const bool copy = root_ && loaded.bytes == root_->bytes;
    auto inventory =
        copy ? std::optional{root_->inventory} : read_inventory(loaded.bytes, join(place_, loaded.place), findings_);
    if (!inventory) return std::nullopt;
    loaded.inventory = std::move(*inventory);
    check_sidecars(loaded, below, entries);
    return loaded;
  }

  void tell_missing(const std::vector<FolderEntry>& entries) {
    complain("E063", "");
    for (const auto& entry : entries)
      if (entry.is_file() && !is_sidecar(entry.name) && looks_like_inventory(entry.name)) complain("E034", entry.name);
  }
  static bool looks_like_inventory(const std::string& written) {
    const auto name = lower_case(written);
    return name.starts_with("inventory.") || name == "inventory";
  }

  void check_sidecars(const Loaded& loaded, const std::string& below, const std::vector<FolderEntry>& entries) {
    if (loaded.inventory.algorithm.empty()) return;  // told: E025, E036
    const auto wanted = std::string{inventory_name} + "." + loaded.inventory.algorithm;
    if (const auto* entry = find(entries, wanted); entry != nullptr && entry->is_file())
      return check_sidecar(join(below, wanted), loaded);
    complain("E058", loaded.place);
    for (const auto& entry : entries)
      if (entry.is_file() && is_sidecar(entry.name)) complain("E059", join(below, entry.name));
  }

  void check_sidecar(const std::string& path, const Loaded& loaded) {
    const auto text = read_text(folder_ / path, sidecar_max);
    const auto stated = text ? digest_in_sidecar(*text) : std::nullopt;
    if (!stated) return complain("E061", path);
    if (*stated != digest_by(loaded.inventory.algorithm, loaded.bytes)) complain("E060", path);
  }

  /// A sidecar that belongs to an inventory beside it, or was told with it.
  bool belongs(const std::string& name, const std::optional<Loaded>& inventory) const {
    if (name == inventory_name) return true;
    if (!is_sidecar(name) || !inventory) return is_sidecar(name);
    const auto& algorithm = inventory->inventory.algorithm;
    return algorithm.empty() || name == std::string{inventory_name} + "." + algorithm;
  }
  bool wrong_sidecar_told(const std::string& name, const std::vector<FolderEntry>& entries,
                          const std::optional<Loaded>& inventory) const {
    return is_sidecar(name) && inventory && !inventory->inventory.algorithm.empty() &&
           find(entries, std::string{inventory_name} + "." + inventory->inventory.algorithm) == nullptr;
  }

  // What stands in the object and in its version folders.

  void check_entries() {
    for (const auto& entry : entries_) {
      if (entry.is_folder())
        check_folder(entry.name);
      else if (entry.is_file() && !is_declaration(entry.name, object_declaration) && !belongs(entry.name, root_) &&
               !wrong_sidecar_told(entry.name, entries_, root_))
        complain("E001", entry.name);
    }
    if (!root_) return;
    for (const auto& [name, version] : root_->inventory.versions) {
      const auto* entry = find(entries_, name);
      if (entry == nullptr || !entry->is_folder()) complain("E046", std::string{inventory_name} + "#/versions/" + name);
    }
  }

  void check_folder(const std::string& name) {
    if (name == "extensions") return check_extensions();
    if (name == "logs") return;
    if (parse_version_name(name)) {
      if (root_ && !root_->inventory.versions.contains(name)) complain("E046", name);
      return;
    }
    complain("E001", name);
    for (const auto& inside : reader_.read(folder_ / name, join(place_, name)))
      if (inside.is_file() && inside.name.starts_with("0=ocfl_object_")) complain("E082", join(name, inside.name));
  }

  void check_extensions() {
    for (const auto& entry : reader_.read(folder_ / "extensions", join(place_, "extensions"))) {
      const auto path = join("extensions", entry.name);
      if (entry.is_file()) complain("E067", path);
      if (entry.is_folder() && !is_registered_extension(entry.name)) complain("W013", path);
    }
  }

  void check_version(int number, const std::string& name) {
    const auto* folder = find(entries_, name);
    if (folder == nullptr || !folder->is_folder()) return;  // told: E046
    const auto entries = reader_.read(folder_ / name, join(place_, name));
    auto inventory = load_inventory(name, entries);
    const auto content = root_->inventory.content_folder();
    for (const auto& entry : entries) {
      const auto path = join(name, entry.name);
      if (entry.is_folder() && entry.name == content)
        walk_content(path, true);
      else if (entry.is_folder())
        complain("W002", path);
      else if (entry.is_file() && !belongs(entry.name, inventory) &&
               !wrong_sidecar_told(entry.name, entries, inventory))
        complain("E015", path);
    }
    const auto* content_entry = find(entries, content);
    if ((content_entry == nullptr || !content_entry->is_folder()) && has_files(name)) complain("E016", name);
    if (find(entries, inventory_name) == nullptr) complain("W010", name);
    if (inventory) keep_inventory(std::move(*inventory), number, name);
  }

  int newest() const { return root_->inventory.version_names.rbegin()->first; }

  bool has_files(const std::string& version) const {
    const auto first = root_->inventory.manifest.lower_bound(version + "/");
    return first != root_->inventory.manifest.end() && first->first.starts_with(version + "/");
  }

  /// The newest version's inventory must be the root's; an earlier one is held against it.
  void keep_inventory(Loaded inventory, int number, const std::string& name) {
    inventory.version = number;
    if (number == newest()) {
      if (inventory.bytes != root_->bytes) complain("E064", inventory.place);
      return;
    }
    compare_inventories({inventory.inventory, join(place_, inventory.place), name, number}, root_->inventory,
                        findings_);
    earlier_.push_back(std::move(inventory));
  }

  void walk_content(const std::string& path, bool outermost) {
    const auto entries = reader_.read(folder_ / path, join(place_, path));
    if (entries.empty()) complain(outermost ? "W003" : "E024", path);
    for (const auto& entry : entries) {
      if (entry.is_folder())
        walk_content(join(path, entry.name), false);
      else if (entry.is_file())
        files_.insert(join(path, entry.name));
    }
  }

  // Content against manifests and fixity blocks.

  void check_manifests() {
    check_manifest(*root_, newest());
    for (const auto& inventory : earlier_) check_manifest(inventory, inventory.version);
    compare_specifications();
  }

  void check_manifest(const Loaded& loaded, int up_to) {
    for (const auto& path : files_) {
      const auto version = parse_version_name(path.substr(0, path.find('/')));
      if (version && version->number <= up_to && !loaded.inventory.manifest.contains(path) &&
          told_.insert({"E023", "", path}).second)
        complain("E023", path, loaded.place);
    }
    for (const auto& [path, digest] : loaded.inventory.manifest)
      if (!files_.contains(path) && told_.insert({"E092", "", path}).second) complain("E092", path);
    for (const auto& [algorithm, block] : loaded.inventory.fixity)
      for (const auto& [path, digest] : block)
        if (!files_.contains(path) && told_.insert({"E093", "", path}).second) complain("E093", path);
  }

  /// 3.7.1: an earlier version never conforms to a later specification.
  void compare_specifications() {
    std::map<int, const Loaded*> by_version;
    for (const auto& inventory : earlier_) by_version[inventory.version] = &inventory;
    by_version[newest()] = &*root_;
    std::string highest;
    for (const auto& [number, loaded] : by_version) {
      const auto& specification = loaded->inventory.specification;
      if (!specification.empty() && specification < highest) complain("E103", loaded->place + "#/type", specification);
      highest = std::max(highest, specification);
    }
  }

  struct Wanted {
    const char* code;
    std::string algorithm, value, said_by;
  };

  /// What is said about each file, each value once.
  std::map<std::string, std::vector<Wanted>> wanted() const {
    std::map<std::string, std::vector<Wanted>> all;
    std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
    const auto want = [&](const char* code, const std::string& algorithm, const std::string& path,
                          const std::string& value, const std::string& place) {
      if (computes(algorithm) && is_value_of(algorithm, value) && seen.insert({code, algorithm, path, value}).second)
        all[path].push_back({code, algorithm, value, place});
    };
    const auto add = [&](const Loaded& loaded) {
      if (!loaded.inventory.algorithm.empty())
        for (const auto& [path, value] : loaded.inventory.manifest)
          want("E092", loaded.inventory.algorithm, path, value, loaded.place);
      for (const auto& [algorithm, block] : loaded.inventory.fixity)
        for (const auto& [path, value] : block) want("E093", algorithm, path, value, loaded.place);
    };
    add(*root_);
    for (const auto& inventory : earlier_) add(inventory);
    return all;
  }

  void check_digests() {
    for (const auto& [path, values] : wanted()) {
      if (!files_.contains(path)) continue;
      std::set<std::string> algorithms;
      for (const auto& value : values) algorithms.insert(value.algorithm);
      const auto digests = digests_of_file(folder_ / path, algorithms);
      if (!digests) {
        findings_.add(fault("storage.unreadable", join(place_, path), "无法读取", "it cannot be read"));
        continue;
      }
      ++object_.files;
      object_.bytes += digests->size;
      for (const auto& value : values)
        if (digests->values.at(value.algorithm) != value.value)
          complain(value.code, path, value.algorithm + " " + value.said_by);
    }
  }

  const std::filesystem::path& folder_;
  const std::string& place_;
  FolderReader& reader_;
  OcflFindings& findings_;
  OcflObject object_;
  std::vector<FolderEntry> entries_;
  std::optional<Loaded> root_;
  std::vector<Loaded> earlier_;
  std::set<std::string> files_;  ///< content paths there are
  std::set<std::tuple<std::string, std::string, std::string>> told_;
};

}  // namespace

OcflObject validate_object(const std::filesystem::path& folder, const std::string& place, FolderReader& reader,
                           OcflFindings& findings) {
  return ObjectValidation{folder, place, reader, findings}.run();
}

}  // namespace cundang::verify
