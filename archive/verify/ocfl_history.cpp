// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_history.h"

#include <algorithm>
#include <set>

namespace cundang::verify {
namespace {

using Paths = std::set<std::string>;

std::map<std::string, Paths> content_by_digest(const PathDigests& manifest) {
  std::map<std::string, Paths> paths;
  for (const auto& [path, digest] : manifest) paths[digest].insert(path);
  return paths;
}

class Comparison {
 public:
  Comparison(const EarlierInventory& earlier, const OcflInventory& current, OcflFindings& findings)
      : earlier_{earlier}, then_{earlier.inventory}, now_{current}, findings_{findings} {}

  void run() {
    if (!then_.id.empty() && then_.id != now_.id) {
      complain("E037", "#/id", then_.id);  // the code for it in 1.0, and in 1.1 beside its own
      complain("E110", "#/id", then_.id);
    }
    if (!then_.head.empty() && then_.head != earlier_.folder) complain("E040", "#/head", then_.head);
    compare_content_directories();
    compare_versions();
  }

 private:
  void complain(std::string_view code, const std::string& pointer, std::string_view detail = {}) {
    findings_.add(code, earlier_.place + pointer, detail);
  }

  void compare_content_directories() {
    if (then_.content_directory == now_.content_directory) return;
    const auto detail = then_.content_directory.value_or("");
    if (now_.content_directory && earlier_.version == 1) complain("E019", "#/contentDirectory", detail);
    if (then_.content_directory) complain("E020", "#/contentDirectory", detail);
  }

  /// It describes exactly the versions up to its own, and each as the current one does.
  void compare_versions() {
    for (const auto& [number, name] : now_.version_names)
      if (number <= earlier_.version && !then_.versions.contains(name)) complain("E066", "#/versions", name);
    for (const auto& [name, version] : then_.versions) {
      const auto same = now_.versions.find(name);
      if (same == now_.versions.end())
        complain("E066", "#/versions", name);
      else
        compare(name, version, same->second);
    }
  }

  void compare(const std::string& name, const OcflVersion& then, const OcflVersion& now) {
    const auto pointer = "#/versions/" + name;
    Paths all;
    for (const auto& [path, digest] : then.state) all.insert(path);
    for (const auto& [path, digest] : now.state) all.insert(path);
    for (const auto& path : all)
      if (!same_content(then.state, now.state, path)) complain("E066", pointer + "/state", path);
    if (then.created != now.created) complain("W011", pointer + "/created", then.created);
    if (then.message != now.message) complain("W011", pointer + "/message", then.message);
    if (then.user_name != now.user_name || then.user_address != now.user_address)
      complain("W011", pointer + "/user", then.user_name);
  }

  bool same_content(const PathDigests& then, const PathDigests& now, const std::string& path) const {
    const auto before = then.find(path), after = now.find(path);
    if (before == then.end() || after == now.end()) return false;
    if (then_.algorithm == now_.algorithm) return before->second == after->second;
    // By another algorithm the same bytes have another digest: then the content file is what both must lead to.
    const auto old_files = then_content_.find(before->second), new_files = now_content_.find(after->second);
    if (old_files == then_content_.end() || new_files == now_content_.end()) return false;
    return std::any_of(old_files->second.begin(), old_files->second.end(),
                       [&](const std::string& file) { return new_files->second.contains(file); });
  }

  const EarlierInventory& earlier_;
  const OcflInventory& then_;
  const OcflInventory& now_;
  OcflFindings& findings_;
  std::map<std::string, Paths> then_content_ = content_by_digest(then_.manifest);
  std::map<std::string, Paths> now_content_ = content_by_digest(now_.manifest);
};

}  // namespace

void compare_inventories(const EarlierInventory& earlier, const OcflInventory& current, OcflFindings& findings) {
  Comparison{earlier, current, findings}.run();
}

}  // namespace cundang::verify
