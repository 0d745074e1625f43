// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_folder.h"

#include <sys/stat.h>

#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"

namespace cundang::verify {
namespace {

constexpr std::int64_t declaration_max = 4 << 10;

/// "…1.0": digits, a dot, digits.
bool ends_in_version(std::string_view name) {
  constexpr std::string_view digits = "0123456789";
  const auto dot = name.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() &&
         digits.find(name[dot - 1]) != std::string_view::npos &&
         name.substr(dot + 1).find_first_not_of(digits) == std::string_view::npos;
}

/// Tells what is wrong with the name. @returns the version where nothing is.
std::optional<std::string> version_in(std::string_view name, const std::string& place, const DeclarationCodes& codes,
                                      OcflFindings& findings) {
  const auto wrong = [&](std::string_view code) {
    findings.add(code, place);
    return std::nullopt;
  };
  if (name.size() < 2 || name[1] != '=') return wrong(codes.form);
  if (name[0] != '0') return wrong(codes.tag);
  name.remove_prefix(2);
  if (!name.starts_with(codes.value)) return wrong(codes.dvalue);
  const auto version = name.substr(codes.value.size());
  if (version != "1.0" && version != "1.1") return wrong(codes.version);
  return std::string{version};
}

}  // namespace

std::string join(const std::string& place, const std::string& name) {
  return place.empty() ? name : name.empty() ? place : place + "/" + name;
}

FolderEntry::Type FolderReader::type_of(const std::filesystem::path& path, const std::string& place) {
  struct stat about {};
  const bool there = ::lstat(path.c_str(), &about) == 0;
  if (there && S_ISDIR(about.st_mode)) return FolderEntry::Type::Folder;
  // A file may have names elsewhere (a backup shares its bytes so); two names below one root are a link.
  const bool second_name = there && about.st_nlink > 1 && !linked_.emplace(about.st_dev, about.st_ino).second;
  if (!there || !S_ISREG(about.st_mode) || second_name) findings_.add("E090", place);
  return there && S_ISREG(about.st_mode) ? FolderEntry::Type::File : FolderEntry::Type::Other;
}

std::vector<FolderEntry> FolderReader::read(const std::filesystem::path& folder, const std::string& place) {
  std::vector<FolderEntry> entries;
  const auto names = names_in(folder);
  if (!names)
    findings_.add(
        fault("storage.unreadable", place.empty() ? "." : place, "无法读取目录", "the folder cannot be read"));
  for (const auto& name : names.value_or(std::vector<std::string>{}))
    entries.push_back({name, type_of(folder / name, join(place, name))});
  return entries;
}

bool is_declaration(std::string_view name, const DeclarationCodes& codes) {
  const bool of_object = name.find(object_declaration.value) != std::string_view::npos;
  if (codes.value == root_declaration.value && of_object) return false;
  if (name.size() > 2 && name[0] >= '0' && name[0] <= '9' && name[1] == '=') return true;
  return name.find(codes.value) != std::string_view::npos && ends_in_version(name);
}

std::optional<std::string> check_declaration(const std::filesystem::path& folder, const std::string& place,
                                             const std::vector<FolderEntry>& entries, const DeclarationCodes& codes,
                                             OcflFindings& findings) {
  std::vector<std::string> versions;
  bool any = false;
  for (const auto& entry : entries) {
    if (!entry.is_file() || !is_declaration(entry.name, codes)) continue;
    any = true;
    const auto there = join(place, entry.name);
    const auto version = version_in(entry.name, there, codes, findings);
    if (!version) continue;
    versions.push_back(*version);
    if (read_text(folder / entry.name, declaration_max) != entry.name.substr(2) + "\n")
      findings.add(codes.content, there);
  }
  if (versions.size() == 1) return versions.front();
  findings.add(any ? codes.one : codes.none, place);
  return std::nullopt;
}

}  // namespace cundang::verify
