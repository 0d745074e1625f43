// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_validate.h"

#include "archive/verify/ocfl_object.h"
#include "archive/verify/ocfl_paths.h"
#include "archive/verify/ocfl_root.h"
#include "schema/model/error.h"

namespace cundang::verify {
namespace {

/// "0=ocfl_1.1"; an object reads "0=ocfl_object_1.1".
bool declares_root(std::string_view name) {
  const auto value = std::string{"0="} + std::string{root_declaration.value};
  return name.starts_with(value) && name.size() > value.size() && name[value.size()] >= '0' &&
         name[value.size()] <= '9';
}

/// A root is told by its declaration; an object by its own, by an inventory or by version folders.
bool is_storage_root(const std::filesystem::path& path) {
  bool root = false, object = false;
  std::error_code problem;
  for (std::filesystem::directory_iterator each{path, problem}, end; !problem && each != end; each.increment(problem)) {
    const auto name = each->path().filename().string();
    root |= declares_root(name);
    object |= name.find("ocfl_object") != std::string::npos || name.starts_with("inventory.json") ||
              parse_version_name(name).has_value();
  }
  return root || !object;
}

}  // namespace

OcflReport validate_ocfl(const std::filesystem::path& path, const std::function<void(std::int64_t)>& progress) {
  if (!std::filesystem::is_directory(path)) throw Error{ErrorCode::FileUnreadable}.with("path", path.string());
  OcflFindings findings;
  FolderReader reader{findings};
  OcflReport report;
  report.storage_root = is_storage_root(path);
  if (report.storage_root) {
    validate_root(path, reader, findings, report, progress);
  } else {
    const auto object = validate_object(path, "", reader, findings);
    report.specification = object.specification;
    report.objects = 1;
    report.files = object.files;
    report.bytes = object.bytes;
  }
  report.findings = findings.take();
  return report;
}

}  // namespace cundang::verify
