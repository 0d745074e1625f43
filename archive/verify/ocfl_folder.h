// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/verify/ocfl_findings.h"

namespace cundang::verify {

/// What stands in a folder.
struct FolderEntry {
  enum class Type { File, Folder, Other };  ///< Other: a symbolic link, a device …; or a second name of one file
  std::string name;
  Type type = Type::Other;
  bool is_file() const { return type == Type::File; }
  bool is_folder() const { return type == Type::Folder; }
};

/// Names below one folder as findings tell them: "" is the folder itself.
std::string join(const std::string& place, const std::string& name);

/// Reads folders and knows the hard links among all that it has read (OCFL 1.1 section 4.6).
class FolderReader {
 public:
  explicit FolderReader(OcflFindings& findings) : findings_{findings} {}
  /// Entries by name. Links and special files are told here (E090); what cannot be read too, and is then empty.
  std::vector<FolderEntry> read(const std::filesystem::path& folder, const std::string& place);

 private:
  FolderEntry::Type type_of(const std::filesystem::path& path, const std::string& place);
  OcflFindings& findings_;
  std::set<std::pair<dev_t, ino_t>> linked_;  ///< files of more than one name, seen under one of them
};

/// The codes of a version declaration (NAMASTE), of an object or of a storage root.
struct DeclarationCodes {
  std::string_view value;  ///< what stands before the version number
  std::string_view none, one, form, version, tag, dvalue, content;
};
inline constexpr DeclarationCodes object_declaration{"ocfl_object_", "E003", "E003", "E002",
                                                     "E004",         "E005", "E006", "E007"};
inline constexpr DeclarationCodes root_declaration{"ocfl_", "E069", "E076", "E075", "E077", "E078", "E079", "E080"};

/// Whether a file's name is meant as such a declaration, rightly written or not.
bool is_declaration(std::string_view name, const DeclarationCodes& codes);
/// Checks the declarations among `entries`. @returns the version, "1.0" or "1.1", of the one that is right.
std::optional<std::string> check_declaration(const std::filesystem::path& folder, const std::string& place,
                                             const std::vector<FolderEntry>& entries, const DeclarationCodes& codes,
                                             OcflFindings& findings);

}  // namespace cundang::verify
