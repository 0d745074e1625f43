// SPDX-License-Identifier: GPL-3.0-or-later
// OCFL 1.1 section 3: one object of one version.
#include "archive/verify/object_verify.h"

#include <algorithm>
#include <map>
#include <set>

#include "archive/crypto/digest.h"
#include "archive/packages/ocfl_layout.h"
#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"
#include "archive/verify/json.h"

namespace cundang::verify {
namespace {

namespace ocfl = packages::ocfl;

constexpr std::int64_t short_text_max = 64 << 10;
constexpr std::int64_t inventory_max = 8 << 20;
constexpr std::string_view log_class = "urn:cundang:package:log:";

using Digests = std::map<std::string, std::string>;  ///< path → SHA-512 hex

/// Object of "digest": ["path", …]; nothing for any other shape, or a path given twice.
std::optional<Digests> digests_of(const Json* block) {
  Digests digests;
  if (block == nullptr || block->kind != Json::Kind::Object) return std::nullopt;
  for (std::size_t i = 0; i < block->names.size(); ++i) {
    const auto& hex = block->names[i];
    const auto& paths = block->items[i];
    if (!Sha512::from_hex_text(hex) || paths.kind != Json::Kind::Array || paths.items.empty()) return std::nullopt;
    for (const auto& path : paths.items)
      if (path.kind != Json::Kind::Text || !digests.emplace(path.text, hex).second) return std::nullopt;
  }
  return digests;
}

class ObjectCheck {
 public:
  ObjectCheck(const std::filesystem::path& packages, const std::string& folder, const Trust& trust)
      : root_{packages / folder}, folder_{folder}, trust_{trust} {
    report_.place = "packages/" + folder;
  }

  ObjectReport run() {
    check_names();
    if (auto inventory = check_inventory()) check_content(*inventory);
    return std::move(report_);
  }

 private:
  void complain(const char* code, const std::string& path, std::string zh, std::string en) {
    report_.findings.push_back(
        fault(code, report_.place + (path.empty() ? "" : "/" + path), std::move(zh), std::move(en)));
  }

  void only(const std::string& path, const std::set<std::string>& allowed) {
    const auto names = names_in(path.empty() ? root_ : root_ / path);
    const auto prefix = path.empty() ? "" : path + "/";
    if (!names)
      return complain("storage.unreadable", path, "缺少该目录或无法读取", "the folder is missing or cannot be read");
    for (const auto& name : *names)
      if (!allowed.contains(name))
        complain("package.extra-file", prefix + name, "多出的文件", "it does not belong here");
    for (const auto& name : allowed)
      if (!std::binary_search(names->begin(), names->end(), name))
        complain("package.missing-file", prefix + name, "缺少该文件", "the file is missing");
  }

  void check_names() {
    const std::string inventory{ocfl::inventory}, sidecar{ocfl::sidecar}, namaste{ocfl::object_namaste};
    only("", {namaste, inventory, sidecar, "v1"});
    only("v1", {inventory, sidecar, "content"});
    if (read_text(root_ / namaste, short_text_max) != ocfl::object_namaste_text)
      complain("package.object", namaste, "内容不正确", "it has other content");
  }

  /// @returns content path → digest, when inventory, its copy and both sidecars agree with each other.
  std::optional<Digests> check_inventory() {
    const std::string inventory{ocfl::inventory}, sidecar{ocfl::sidecar};
    const auto bytes = read_text(root_ / inventory, inventory_max);
    if (!bytes) {
      complain("storage.unreadable", inventory, "无法读取", "it cannot be read");
      return std::nullopt;
    }
    report_.bytes += static_cast<std::int64_t>(bytes->size());
    report_.inventory_sha512 = crypto::sha512(*bytes).hex();
    const auto stated = ocfl::sidecar_text(report_.inventory_sha512);
    if (read_text(root_ / sidecar, short_text_max) != stated) {
      // The copy in v1 tells which of the two was changed.
      const bool inventory_holds = read_text(root_ / "v1" / inventory, inventory_max) == bytes;
      complain("package.inventory", inventory_holds ? sidecar : inventory, "清单与其摘要文件不符",
               "inventory and sidecar disagree");
    } else if (read_text(root_ / "v1" / inventory, inventory_max) != bytes) {
      complain("package.inventory", "v1/" + inventory, "与对象根的清单不同",
               "it differs from the inventory of the object");
    }
    if (read_text(root_ / "v1" / sidecar, short_text_max) != stated)
      complain("package.inventory", "v1/" + sidecar, "与清单的摘要不符", "it is not the digest of the inventory");
    return read_inventory(*bytes);
  }

  std::optional<Digests> read_inventory(std::string_view bytes) {
    const auto malformed = [this](const char* zh, const char* en) {
      complain("package.inventory", std::string{ocfl::inventory}, zh, en);
      return std::nullopt;
    };
    const auto json = parse_json(bytes);
    if (!json) return malformed("清单不是有效的 JSON", "it is no valid JSON");
    const auto* versions = json->member("versions");
    const auto* version = versions != nullptr && versions->names.size() == 1 ? versions->member("v1") : nullptr;
    auto manifest = digests_of(json->member("manifest"));
    const auto state = digests_of(version != nullptr ? version->member("state") : nullptr);
    const bool form = json->text_of("type") == ocfl::inventory_type && json->text_of("digestAlgorithm") == "sha512" &&
                      json->text_of("head") == "v1" && json->text_of("contentDirectory") == "content";
    if (!form || !manifest || !state)
      return malformed("清单的内容不符合 OCFL 1.1 单版本对象", "it is not of one OCFL 1.1 version");
    report_.id.text = json->text_of("id");
    if (packages::object_path(report_.id).generic_string() != folder_)
      return malformed("清单的标识与对象所在位置不符", "the object's id does not belong at this place");
    if (!version_is_manifest(*state, *manifest)) return malformed("版本状态与清单不符", "state and manifest disagree");
    return manifest;
  }

  static bool version_is_manifest(const Digests& state, const Digests& manifest) {
    return std::equal(state.begin(), state.end(), manifest.begin(), manifest.end(), [](const auto& a, const auto& b) {
      return std::string{ocfl::content_prefix} + a.first == b.first && a.second == b.second;
    });
  }

  void check_content(const Digests& manifest) {
    std::set<std::string> names;
    for (const auto& [path, hex] : manifest) names.insert(path.substr(ocfl::content_prefix.size()));
    only("v1/content", names);
    for (const auto& [path, hex] : manifest) check_file(path, hex);
  }

  void check_file(const std::string& path, const std::string& sha512) {
    const auto file = FileBytes::read(root_ / path);
    if (!file) {
      if (std::filesystem::exists(root_ / path)) complain("storage.unreadable", path, "无法读取", "it cannot be read");
      return;  // missing: named already
    }
    report_.bytes += static_cast<std::int64_t>(file->view().size());
    const auto name = path.substr(ocfl::content_prefix.size());
    const auto place = report_.place + "/" + path;
    auto found = report_.id.text.starts_with(log_class) ? check_log_container(file->view(), name, place, trust_)
                                                        : check_container(file->view(), name, place, trust_);
    // Only what lies deeper says which entry; the digest stands for every byte.
    if (file->sha512().hex() != sha512)
      complain("package.digest", path, "文件与清单中的 SHA-512 不符",
               "the file is not what the inventory's SHA-512 says");
    for (auto& finding : found.findings) report_.findings.push_back(std::move(finding));
    for (auto& leaf : found.leaves) report_.leaves.push_back(std::move(leaf));
  }

  std::filesystem::path root_;
  const std::string& folder_;
  const Trust& trust_;
  ObjectReport report_;
};

}  // namespace

ObjectReport check_object(const std::filesystem::path& packages, const std::string& folder, const Trust& trust) {
  return ObjectCheck{packages, folder, trust}.run();
}

}  // namespace cundang::verify
