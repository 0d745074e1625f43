// SPDX-License-Identifier: GPL-3.0-or-later
// OCFL 1.1 section 4 and extension 0004: what stands in the storage root and between it and the objects.
#include <algorithm>

#include "archive/packages/ocfl_layout.h"
#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"
#include "archive/verify/object_verify.h"

namespace cundang::verify {
namespace {

namespace ocfl = packages::ocfl;

constexpr std::int64_t short_text_max = 64 << 10;
constexpr int tuples = 3;
constexpr std::size_t tuple_digits = 3;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class RootWalk {
 public:
  RootWalk(const std::filesystem::path& packages, Findings& findings) : packages_{packages}, findings_{findings} {}

  std::vector<std::string> run() {
    expect(std::string{ocfl::root_namaste}, ocfl::root_namaste_text);
    expect(std::string{ocfl::layout_config}, ocfl::layout_config_text());
    expect(std::string{ocfl::layout_file}, ocfl::layout_file_text());
    only("extensions", {std::string{ocfl::layout_extension}});
    only("extensions/" + std::string{ocfl::layout_extension}, {"config.json"});
    walk("", 0);
    return std::move(objects_);
  }

 private:
  void complain(const char* code, const std::string& path, const char* zh, const char* en) {
    findings_.push_back(fault(code, path.empty() ? "packages" : "packages/" + path, zh, en));
  }

  void expect(const std::string& path, std::string_view text) {
    if (read_text(packages_ / path, short_text_max) != text)
      complain("package.root", path, "缺少存储根文件或内容不正确",
               "the file of the storage root is missing or has other content");
  }

  std::vector<std::string> names(const std::string& folder) {
    auto found = names_in(packages_ / folder);
    if (!found) complain("storage.unreadable", folder, "无法读取目录", "the folder cannot be read");
    return found.value_or(std::vector<std::string>{});
  }

  void only(const std::string& folder, const std::vector<std::string>& allowed) {
    for (const auto& name : names(folder))
      if (std::find(allowed.begin(), allowed.end(), name) == allowed.end())
        complain("package.extra-file", std::filesystem::path{folder} / name, "多出的文件", "it does not belong here");
  }

  static bool belongs_in_root(std::string_view name) {
    return name == ocfl::root_namaste || name == ocfl::layout_file || name == "extensions";
  }

  /// Folders of three digits, three deep, then the objects; no file and no empty folder between.
  void walk(const std::string& folder, int depth) {
    const auto found = names(folder);
    if (found.empty() && depth > 0)
      findings_.push_back(warning("package.empty-folder", "packages/" + folder, "空目录", "the folder is empty"));
    for (const auto& name : found) {
      if (depth == 0 && belongs_in_root(name)) continue;
      const auto path = (std::filesystem::path{folder} / name).string();
      const bool object = depth == tuples;
      std::error_code problem;
      const bool is_folder =
          std::filesystem::symlink_status(packages_ / path, problem).type() == std::filesystem::file_type::directory;
      if (!is_folder || !is_hex(name, object ? 64 : tuple_digits))
        complain("package.extra-file", path, "多出的文件", "it does not belong here");
      else if (object)
        objects_.push_back(path);
      else
        walk(path, depth + 1);
    }
  }

  const std::filesystem::path& packages_;
  Findings& findings_;
  std::vector<std::string> objects_;
};

}  // namespace

std::vector<std::string> find_objects(const std::filesystem::path& packages, Findings& findings) {
  return RootWalk{packages, findings}.run();
}

}  // namespace cundang::verify
