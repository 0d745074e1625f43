// SPDX-License-Identifier: GPL-3.0-or-later
// OCFL 1.1 section 3.5.
#include "archive/verify/ocfl_inventory.h"

#include <algorithm>
#include <set>

#include "archive/verify/json.h"
#include "archive/verify/ocfl_digests.h"
#include "archive/verify/ocfl_paths.h"
#include "schema/model/instant.h"

namespace cundang::verify {
namespace {

using Kind = Json::Kind;

/// RFC 6901.
std::string pointer_to(const std::string& place, std::string_view name) {
  std::string pointer = place + "/";
  for (const char c : name) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  return pointer;
}

class Reader {
 public:
  Reader(const std::string& place, OcflFindings& findings) : place_{place + "#"}, findings_{findings} {}

  OcflInventory run(const Json& json) {
    check_keys(json, {"id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"},
               place_);
    read_id(json.member("id"));
    read_type(json.member("type"));
    read_algorithm(json.member("digestAlgorithm"));
    read_content_directory(json.member("contentDirectory"));
    read_manifest(json.member("manifest"));
    read_versions(json.member("versions"));
    read_head(json.member("head"));
    check_content_paths();
    check_use();
    read_fixity(json.member("fixity"));
    return std::move(inventory_);
  }

 private:
  void complain(std::string_view code, const std::string& place, std::string_view detail = {}) {
    findings_.add(code, place, detail);
  }

  /// Keys that the specification does not name, and a block that only bears another name.
  void check_keys(const Json& object, const std::set<std::string_view>& allowed, const std::string& place) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < object.names.size(); ++i) {
      const auto& name = object.names[i];
      if (!seen.insert(name).second) complain("E033", pointer_to(place, name), name);
      if (allowed.contains(name)) continue;
      complain("E102", pointer_to(place, name));
      const auto& inside = object.items[i].names;
      const auto all = [&](auto is) { return !inside.empty() && std::all_of(inside.begin(), inside.end(), is); };
      if (place == place_ && all([](const auto& key) { return parse_version_name(key).has_value(); }))
        complain("E044", pointer_to(place, name));
      if (place == place_ && all([](const auto& key) { return is_ocfl_algorithm(key); }))
        complain("E055", pointer_to(place, name));
    }
  }

  void read_id(const Json* id) {
    if (id == nullptr) return complain("E036", place_, "id");
    if (id->kind != Kind::Text || id->text.empty()) return complain("E037", place_ + "/id", id->text);
    inventory_.id = id->text;
    if (!is_uri(id->text)) complain("W005", place_ + "/id", id->text);
  }

  void read_type(const Json* type) {
    if (type == nullptr) return complain("E036", place_, "type");
    for (const std::string version : {"1.0", "1.1"})
      if (type->kind == Kind::Text && type->text == "https://ocfl.io/" + version + "/spec/#inventory")
        inventory_.specification = version;
    if (inventory_.specification.empty()) complain("E038", place_ + "/type", type->text);
  }

  void read_algorithm(const Json* algorithm) {
    if (algorithm == nullptr) return complain("E036", place_, "digestAlgorithm");
    const bool known = algorithm->kind == Kind::Text && (algorithm->text == "sha512" || algorithm->text == "sha256");
    if (!known) return complain("E025", place_ + "/digestAlgorithm", algorithm->text);
    inventory_.algorithm = algorithm->text;
    if (algorithm->text == "sha256") complain("W004", place_ + "/digestAlgorithm");
  }

  void read_content_directory(const Json* directory) {
    if (directory == nullptr) return;
    const auto place = place_ + "/contentDirectory";
    const auto& name = directory->text;
    if (directory->kind != Kind::Text || name.empty()) return complain("E108", place, name);
    if (name.find('/') != std::string::npos) return complain("E017", place, name);
    if (name == "." || name == "..") return complain("E018", place, name);
    inventory_.content_directory = name;
  }

  // Manifest, states and fixity share one form: an object of digest → array of paths.

  struct BlockCodes {
    std::string_view block;     ///< where it is no object
    std::string_view array;     ///< where a value is no array
    std::string_view text;      ///< where a path is no text
    std::string_view repeated;  ///< where a digest stands twice, in whichever case
    PathCodes paths;
  };

  PathDigests read_block(const Json& block, const std::string& place, const std::string& algorithm,
                         const BlockCodes& codes) {
    PathDigests digests;
    if (block.kind != Kind::Object) {
      complain(codes.block, place);
      return digests;
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < block.names.size(); ++i) {
      const auto digest = lower_case(block.names[i]);
      if (!seen.insert(digest).second) complain(codes.repeated, place, block.names[i]);
      if (!algorithm.empty()) check_value(algorithm, block.names[i], place);
      if (block.items[i].kind != Kind::Array) complain(codes.array, pointer_to(place, block.names[i]));
      read_paths(block.items[i], digest, place, codes, digests);
    }
    check_conflicts(digests, codes.paths, place, findings_);
    return digests;
  }

  void read_paths(const Json& paths, const std::string& digest, const std::string& place, const BlockCodes& codes,
                  PathDigests& digests) {
    if (paths.kind != Kind::Array) return;
    for (const auto& path : paths.items) {
      if (path.kind != Kind::Text)
        complain(codes.text, pointer_to(place, digest), path.text);
      else if (check_path(path.text, codes.paths, place, findings_) && !digests.emplace(path.text, digest).second)
        complain(codes.paths.conflict, place, path.text);
    }
  }

  void check_value(const std::string& algorithm, const std::string& value, const std::string& place) {
    if (is_value_of(algorithm, value)) return;
    const bool addressing = algorithm == inventory_.algorithm && !place.starts_with(place_ + "/fixity");
    const auto* other = algorithm == "sha512" ? "sha256" : "sha512";
    if (addressing && is_value_of(other, value)) return complain("E039", place, value);
    const std::map<std::string_view, std::string_view> codes = {
        {"sha1", "E029"}, {"sha256", "E030"}, {"sha512", "E031"}, {"blake2b-512", "E032"}};
    const auto found = codes.find(algorithm);
    complain(found == codes.end() ? "E057" : found->second, place, value);
  }

  void read_manifest(const Json* manifest) {
    if (manifest == nullptr) return complain("E041", place_, "manifest");
    inventory_.manifest = read_block(*manifest, place_ + "/manifest", inventory_.algorithm,
                                     {"E106", "E092", "E098", "E096", content_path_codes});
    if (manifest->kind == Kind::Object) manifest_keys_.insert(manifest->names.begin(), manifest->names.end());
  }

  void read_versions(const Json* versions) {
    if (versions == nullptr) {
      complain("E041", place_, "versions");
      return complain("E043", place_);
    }
    const auto place = place_ + "/versions";
    if (versions->kind != Kind::Object) return complain("E045", place);
    if (versions->names.empty()) return complain("E008", place);
    versions_read_ = true;
    for (std::size_t i = 0; i < versions->names.size(); ++i) {
      const auto& name = versions->names[i];
      const bool named_well = check_version_name(name, place);
      if (inventory_.versions.contains(name)) complain("E033", pointer_to(place, name), name);
      auto version = read_version(versions->items[i], pointer_to(place, name));
      if (named_well) inventory_.versions[name] = std::move(version);
    }
    check_sequence(place);
    check_convention(place);
  }

  bool check_version_name(const std::string& name, const std::string& place) {
    if (const auto version = parse_version_name(name)) {
      if (!inventory_.version_names.emplace(version->number, name).second) complain("E012", place, name);
      return true;
    }
    const bool begins = name.starts_with('v') && name.size() > 1 && name.find_first_of("0123456789-.") == 1;
    complain(begins || name == "v" ? "E105" : "E104", pointer_to(place, name));
    return false;
  }

  void check_sequence(const std::string& place) {
    int due = 1;
    for (const auto& [number, name] : inventory_.version_names) {
      if (number != due) complain(due == 1 ? "E009" : "E010", place, name);
      due = number + 1;
    }
    if (due == 1) complain("E009", place);
  }

  /// The first version sets the convention (3.3).
  void check_convention(const std::string& place) {
    int convention = -1;
    bool told = false;
    for (const auto& [number, name] : inventory_.version_names) {
      const int width = parse_version_name(name)->width;
      if (convention < 0) {
        convention = width;
        if (width > 0) complain("W001", place, name);
      } else if (width != convention) {
        if (convention > 0 && width == 0) complain("E011", place, name);
        if (!told) complain("E012", place, name);
        complain("E013", place, name);
        told = true;
      }
    }
  }

  OcflVersion read_version(const Json& json, const std::string& place) {
    OcflVersion version;
    if (json.kind != Kind::Object) {
      complain("E047", place);
      return version;
    }
    check_keys(json, {"created", "state", "message", "user"}, place);
    read_created(json.member("created"), place, version);
    read_message(json.member("message"), place, version);
    read_user(json.member("user"), place, version);
    if (const auto* state = json.member("state"))
      read_state(*state, place + "/state", version);
    else
      complain("E048", place, "state");
    return version;
  }

  void read_created(const Json* created, const std::string& place, OcflVersion& version) {
    if (created == nullptr) return complain("E048", place, "created");
    if (created->kind != Kind::Text || !parse_instant(created->text))
      complain("E049", place + "/created", created->text);
    version.created = created->text;
  }

  void read_message(const Json* message, const std::string& place, OcflVersion& version) {
    if (message == nullptr) return complain("W007", place, "message");
    if (message->kind != Kind::Text) complain("E094", place + "/message", message->text);
    version.message = message->text;
  }

  void read_user(const Json* user, const std::string& place, OcflVersion& version) {
    if (user == nullptr) return complain("W007", place, "user");
    const auto user_place = place + "/user";
    if (user->kind != Kind::Object) return complain("E054", user_place);
    check_keys(*user, {"name", "address"}, user_place);
    version.user_name = user->text_of("name");
    if (version.user_name.empty()) complain("E054", user_place);
    const auto* address = user->member("address");
    if (address == nullptr) return complain("W008", user_place);
    version.user_address = address->text;
    if (address->kind != Kind::Text || !is_uri(address->text)) complain("W009", user_place + "/address", address->text);
  }

  void read_state(const Json& state, const std::string& place, OcflVersion& version) {
    version.state =
        read_block(state, place, inventory_.algorithm, {"E050", "E050", "E051", "E050", logical_path_codes});
    if (state.kind != Kind::Object) return;
    for (const auto& digest : state.names) {
      used_.insert(lower_case(digest));
      if (!manifest_keys_.contains(digest)) complain("E050", place, digest);
    }
  }

  void read_head(const Json* head) {
    if (head == nullptr) return complain("E036", place_, "head");
    const auto newest = inventory_.version_names.empty() ? std::string{} : inventory_.version_names.rbegin()->second;
    inventory_.head = head->text;
    if (head->kind != Kind::Text || (!newest.empty() && head->text != newest))
      complain("E040", place_ + "/head", head->text);
  }

  /// Each content path: VERSION/CONTENT/…
  void check_content_paths() {
    const auto place = place_ + "/manifest";
    for (const auto& [path, digest] : inventory_.manifest) {
      const auto first = path.find('/');
      if (first == std::string::npos && path.find('\\') != std::string::npos) {
        complain("E035", place, path);
        continue;
      }
      const auto version = path.substr(0, first);
      const auto behind = first == std::string::npos ? std::string{} : path.substr(first + 1);
      check_version_of(version, path, place);
      if (behind.starts_with(inventory_.content_folder() + "/")) continue;
      complain("E042", place, path);
      if (!inventory_.content_directory && behind.find('/') != std::string::npos) complain("E021", place, path);
    }
  }

  void check_version_of(const std::string& version, const std::string& path, const std::string& place) {
    if (inventory_.versions.contains(version) || inventory_.versions.empty()) return;
    const auto parsed = parse_version_name(version);
    const bool other_writing = parsed && inventory_.version_names.contains(parsed->number);
    complain(other_writing ? "E014" : "E042", place, path);
  }

  void check_use() {
    if (!versions_read_) return;
    std::set<std::string> unused;
    for (const auto& key : manifest_keys_)
      if (!used_.contains(lower_case(key))) unused.insert(key);
    for (const auto& key : unused) complain("E107", place_ + "/manifest", key);
  }

  void read_fixity(const Json* fixity) {
    if (fixity == nullptr) return;
    const auto place = place_ + "/fixity";
    // Before 1.1 there was no code of its own for this.
    if (fixity->kind != Kind::Object) return complain(inventory_.specification == "1.0" ? "E056" : "E111", place);
    for (std::size_t i = 0; i < fixity->names.size(); ++i) {
      const auto& algorithm = fixity->names[i];
      const auto block = pointer_to(place, algorithm);
      if (!is_ocfl_algorithm(algorithm)) {
        complain("E026", block);
        complain("E056", block);
        continue;
      }
      auto digests =
          read_block(fixity->items[i], block, algorithm, {"E057", "E057", "E057", "E097", content_path_codes});
      for (const auto& [path, digest] : digests)
        if (!inventory_.manifest.contains(path)) complain("E057", block, path);
      inventory_.fixity[algorithm].merge(digests);
    }
  }

  std::string place_;
  OcflFindings& findings_;
  OcflInventory inventory_;
  std::set<std::string> manifest_keys_;  ///< as written: 3.5.3.1 wants states to match them exactly
  std::set<std::string> used_;           ///< by a state, in lower case
  bool versions_read_ = false;
};

}  // namespace

std::optional<OcflInventory> read_inventory(std::string_view bytes, const std::string& place, OcflFindings& findings) {
  const auto json = parse_json(bytes, SameNames::Kept);
  if (!json || json->kind != Kind::Object) {
    findings.add("E033", place);
    return std::nullopt;
  }
  return Reader{place, findings}.run(*json);
}

}  // namespace cundang::verify
