// SPDX-License-Identifier: GPL-3.0-or-later
// OCFL 1.1 section 4: what stands in a storage root, and between it and the objects.
#include "archive/verify/ocfl_root.h"

#include <algorithm>
#include <set>

#include "archive/verify/file_bytes.h"
#include "archive/verify/json.h"
#include "archive/verify/ocfl_layouts.h"
#include "archive/verify/ocfl_object.h"
#include "archive/verify/ocfl_paths.h"

namespace cundang::verify {
namespace {

constexpr std::int64_t layout_max = 1 << 20;
constexpr const char* layout_name = "ocfl_layout.json";
constexpr int deepest = 256;  ///< folders between a root and an object; 0003 allows 32 tuples

class RootValidation {
 public:
  RootValidation(const std::filesystem::path& root, FolderReader& reader, OcflFindings& findings, OcflReport& report,
                 const std::function<void(std::int64_t)>& progress)
      : root_{root}, reader_{reader}, findings_{findings}, report_{report}, progress_{progress} {}

  void run() {
    const auto entries = reader_.read(root_, "");
    report_.specification = check_declaration(root_, "", entries, root_declaration, findings_).value_or("");
    for (const auto& entry : entries) {
      if (entry.name == layout_name && entry.is_file()) read_layout();
      if (entry.name == "extensions" && entry.is_folder()) check_extensions();
    }
    // Files in the root that it does not know a validator passes over (E087).
    for (const auto& entry : entries)
      if (entry.is_folder() && entry.name != "extensions" && walk(entry.name, 1) == Leads::Nowhere)
        findings_.add("E088", entry.name);
    check_patterns();
  }

 private:
  enum class Leads { ToObjects, Nowhere, Empty };

  void read_layout() {
    const auto text = read_text(root_ / layout_name, layout_max);
    const auto json = text ? parse_json(*text) : std::nullopt;
    const auto* extension = json ? json->member("extension") : nullptr;
    if (extension == nullptr || json->member("description") == nullptr) return findings_.add("E070", layout_name);
    if (extension->kind != Json::Kind::Text || !is_registered_extension(extension->text))
      return findings_.add("E071", layout_name, extension->text);
    OcflLayout layout{extension->text, {}};
    layout.config.kind = Json::Kind::Object;
    const auto config = read_text(root_ / "extensions" / extension->text / "config.json", layout_max);
    if (auto parsed = config ? parse_json(*config) : std::nullopt) layout.config = std::move(*parsed);
    layout_ = std::move(layout);
  }

  void check_extensions() {
    const auto entries = reader_.read(root_ / "extensions", "extensions");
    if (entries.empty()) findings_.add("E073", "extensions");
    for (const auto& entry : entries) {
      const auto place = join("extensions", entry.name);
      if (entry.is_file()) findings_.add("E112", place);
      if (!entry.is_folder()) continue;
      if (!is_registered_extension(entry.name)) findings_.add("W016", place);
      tell_empty(place);
    }
  }

  void tell_empty(const std::string& place) {
    const auto entries = reader_.read(root_ / place, place);
    if (entries.empty()) findings_.add("E073", place);
    for (const auto& entry : entries)
      if (entry.is_folder()) tell_empty(join(place, entry.name));
  }

  static bool is_object(const std::vector<FolderEntry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const FolderEntry& entry) {
      return entry.is_file() && (entry.name.find("ocfl_object") != std::string::npos || entry.name == "inventory.json");
    });
  }

  /// Down to the objects; each is validated when it is met.
  Leads walk(const std::string& place, int depth) {
    const auto entries = reader_.read(root_ / place, place);
    if (entries.empty()) {
      findings_.add("E073", place);
      return Leads::Empty;
    }
    if (is_object(entries)) {
      check_object(place, depth);
      return Leads::ToObjects;
    }
    const bool intermediate =
        std::any_of(entries.begin(), entries.end(), [](const auto& each) { return each.is_folder(); });
    for (const auto& entry : entries)
      if (entry.is_file()) {
        findings_.add("E072", join(place, entry.name));
        if (intermediate) findings_.add("E084", join(place, entry.name));
      }
    if (!intermediate || depth >= deepest) {
      findings_.add("E085", place);
      return Leads::Nowhere;
    }
    bool to_objects = false;
    for (const auto& entry : entries)
      if (entry.is_folder()) to_objects |= walk(join(place, entry.name), depth + 1) == Leads::ToObjects;
    return to_objects ? Leads::ToObjects : Leads::Nowhere;
  }

  void check_object(const std::string& place, int depth) {
    const auto object = validate_object(root_ / place, place, reader_, findings_);
    ++report_.objects;
    report_.files += object.files;
    report_.bytes += object.bytes;
    depths_.insert(depth);
    if (!report_.specification.empty() && object.specification > report_.specification)
      findings_.add("E081", place, object.specification);
    if (!object.id.empty()) check_id(object.id, place);
    if (progress_) progress_(report_.objects);
  }

  void check_id(const std::string& id, const std::string& place) {
    if (!ids_.insert(id).second) findings_.add("E037", place, id);
    const auto due = layout_ ? object_place(*layout_, id) : std::nullopt;
    if (due && *due != place) findings_.add("E083", place, *due);
  }

  void check_patterns() {
    const bool direct = depths_.contains(1);
    if (direct && depths_.size() > 1) findings_.add("W015", "");
    if (depths_.size() > (direct ? 2U : 1U)) findings_.add("W014", "");
  }

  const std::filesystem::path& root_;
  FolderReader& reader_;
  OcflFindings& findings_;
  OcflReport& report_;
  const std::function<void(std::int64_t)>& progress_;
  std::optional<OcflLayout> layout_;
  std::set<std::string> ids_;
  std::set<int> depths_;  ///< of objects, 1 for those directly in the root
};

}  // namespace

void validate_root(const std::filesystem::path& root, FolderReader& reader, OcflFindings& findings, OcflReport& report,
                   const std::function<void(std::int64_t)>& progress) {
  RootValidation{root, reader, findings, report, progress}.run();
}

}  // namespace cundang::verify
