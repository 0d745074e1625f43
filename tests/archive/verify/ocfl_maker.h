// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cundang::verify {

/// Writes OCFL objects as others would make them, and then harms them. Inventories are laid out on one line per key,
/// with one blank behind each colon, so that a test can name the text it changes.
class OcflMaker {
 public:
  using State = std::map<std::string, std::string>;  ///< logical path → bytes

  explicit OcflMaker(std::filesystem::path folder) : folder_{std::move(folder)} {}
  const std::filesystem::path& folder() const { return folder_; }

  // What the object shall be, set before make().
  std::string id = "urn:example:object-1";
  std::string specification = "1.1";
  std::string algorithm = "sha512";
  std::string content = "content";
  bool names_content = false;       ///< contentDirectory stands in the inventories
  int width = 0;                    ///< digits of zero-padded version names
  bool version_inventories = true;  ///< an inventory in each version folder
  bool logical_names = true;        ///< content paths follow logical paths; else they are c0, c1 …
  bool upper_case = false;          ///< digests in upper case
  std::vector<std::string> fixity;  ///< algorithms
  std::map<int, std::string> algorithm_of, specification_of;  ///< of single versions
  std::vector<State> versions = {{{"a.txt", "one"}, {"folder/b.txt", "two"}},
                                 {{"a.txt", "one"}, {"folder/b.txt", "changed"}, {"c.txt", "two"}}};

  void make();
  std::string version_name(std::size_t number) const;

  // How it is harmed, after make(). Paths are below the object.
  void write(const std::string& path, const std::string& bytes) const;
  std::string read(const std::string& path) const;
  void remove(const std::string& path) const;
  void make_folder(const std::string& path) const;
  void rename(const std::string& from, const std::string& to) const;
  /// Replaces a text, which must be there, in `path` wherever it stands.
  void replace(const std::string& path, const std::string& from, const std::string& to) const;
  /// Writes the sidecar of the inventory in `below` ("" or "v1") again.
  void sign(const std::string& below) const;
  /// replace() and sign(): in the root's inventory and the newest version's.
  void edit(const std::string& from, const std::string& to) const;
  /// As edit(), in the first version's inventory.
  void edit_first(const std::string& from, const std::string& to) const;
  std::string digest(const std::string& bytes) const;

 private:
  std::string inventory(std::size_t up_to) const;
  std::string block(const std::map<std::string, std::vector<std::string>>& paths) const;
  std::string algorithm_at(std::size_t version) const;

  std::filesystem::path folder_;
  std::map<std::size_t, std::map<std::string, std::string>> stored_;  ///< by version: content path → bytes
};

}  // namespace cundang::verify
