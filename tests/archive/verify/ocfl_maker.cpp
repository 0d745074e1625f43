// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/archive/verify/ocfl_maker.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "archive/verify/ocfl_digests.h"

namespace cundang::verify {

namespace fs = std::filesystem;

std::string OcflMaker::version_name(std::size_t number) const {
  auto digits = std::to_string(number);
  if (digits.size() < static_cast<std::size_t>(width))
    digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
  return "v" + digits;
}

std::string OcflMaker::algorithm_at(std::size_t version) const {
  const auto found = algorithm_of.find(static_cast<int>(version));
  return found == algorithm_of.end() ? algorithm : found->second;
}

std::string OcflMaker::digest(const std::string& bytes) const {
  auto hex = digest_by(algorithm, bytes);
  if (upper_case)
    std::transform(hex.begin(), hex.end(), hex.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  return hex;
}

std::string OcflMaker::block(const std::map<std::string, std::vector<std::string>>& paths) const {
  std::string text;
  for (const auto& [digest, names] : paths) {
    text += (text.empty() ? "" : ", ") + ("\"" + digest + "\": [");
    for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "\"" : ", \"") + names[i] + "\"";
    text += "]";
  }
  return "{" + text + "}";
}

std::string OcflMaker::inventory(std::size_t up_to) const {
  const auto by = algorithm_at(up_to);
  const auto hex = [&](const std::string& bytes) {
    auto value = digest_by(by, bytes);
    if (upper_case)
      std::transform(value.begin(), value.end(), value.begin(),
                     [](char c) { return static_cast<char>(std::toupper(c)); });
    return value;
  };
  std::map<std::string, std::vector<std::string>> manifest;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> fixities;
  for (const auto& [version, files] : stored_)
    for (const auto& [path, bytes] : files) {
      if (version > up_to) continue;
      manifest[hex(bytes)].push_back(path);
      for (const auto& each : fixity) fixities[each][digest_by(each, bytes)].push_back(path);
    }
  std::string described;
  for (std::size_t i = 1; i <= up_to; ++i) {
    std::map<std::string, std::vector<std::string>> state;
    for (const auto& [path, bytes] : versions[i - 1]) state[hex(bytes)].push_back(path);
    described +=
        (i == 1 ? "" : ",\n") +
        ("    \"" + version_name(i) + "\": {\"created\": \"2012-07-" + (i < 10 ? "0" : "") + std::to_string(i) +
         "T08:00:00+08:00\", \"message\": \"version " + std::to_string(i) + "\", \"state\": " + block(state) +
         ", \"user\": {\"name\": \"archivist\", \"address\": \"mailto:archivist@example.org\"}}");
  }
  std::string fixity_block;
  for (const auto& [each, paths] : fixities)
    fixity_block += (fixity_block.empty() ? "" : ", ") + ("\"" + each + "\": " + block(paths));
  const auto special = specification_of.find(static_cast<int>(up_to));
  return "{\n  \"id\": \"" + id + "\",\n  \"type\": \"https://ocfl.io/" +
         (special == specification_of.end() ? specification : special->second) +
         "/spec/#inventory\",\n  \"digestAlgorithm\": \"" + by + "\",\n  \"head\": \"" + version_name(up_to) + "\",\n" +
         (names_content ? "  \"contentDirectory\": \"" + content + "\",\n" : "") +
         "  \"manifest\": " + block(manifest) + ",\n  \"versions\": {\n" + described + "\n  }" +
         (fixity.empty() ? "" : ",\n  \"fixity\": {" + fixity_block + "}") + "\n}\n";
}

void OcflMaker::make() {
  std::set<std::string> have;
  for (std::size_t i = 1; i <= versions.size(); ++i) {
    fs::create_directories(folder_ / version_name(i));
    for (const auto& [logical, bytes] : versions[i - 1])
      if (have.insert(bytes).second) {
        const auto name = logical_names ? logical : "c" + std::to_string(have.size());
        const auto path = version_name(i) + "/" + content + "/" + name;
        stored_[i][path] = bytes;
        write(path, bytes);
      }
    if (!version_inventories && i < versions.size()) continue;
    if (version_inventories) {
      write(version_name(i) + "/inventory.json", inventory(i));
      sign(version_name(i));
    }
  }
  write("inventory.json", inventory(versions.size()));
  sign("");
  write("0=ocfl_object_" + specification, "ocfl_object_" + specification + "\n");
}

void OcflMaker::write(const std::string& path, const std::string& bytes) const {
  fs::create_directories((folder_ / path).parent_path());
  std::ofstream{folder_ / path, std::ios::binary} << bytes;
}

std::string OcflMaker::read(const std::string& path) const {
  std::ifstream file{folder_ / path, std::ios::binary};
  if (!file) throw std::runtime_error{"no " + path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void OcflMaker::remove(const std::string& path) const {
  if (fs::remove_all(folder_ / path) == 0) throw std::runtime_error{"no " + path};
}

void OcflMaker::make_folder(const std::string& path) const { fs::create_directories(folder_ / path); }

void OcflMaker::rename(const std::string& from, const std::string& to) const {
  fs::rename(folder_ / from, folder_ / to);
}

void OcflMaker::replace(const std::string& path, const std::string& from, const std::string& to) const {
  auto text = read(path);
  auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error{path + " has no " + from};
  for (; at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  write(path, text);
}

void OcflMaker::sign(const std::string& below) const {
  const auto path = (below.empty() ? "" : below + "/") + std::string{"inventory.json"};
  const auto number = below.empty() ? versions.size() : std::stoul(below.substr(1));
  const auto by = algorithm_at(number);
  write(path + "." + by, digest_by(by, read(path)) + "  inventory.json\n");
}

void OcflMaker::edit(const std::string& from, const std::string& to) const {
  replace("inventory.json", from, to);
  sign("");
  if (!version_inventories) return;
  const auto newest = version_name(versions.size());
  replace(newest + "/inventory.json", from, to);
  sign(newest);
}

void OcflMaker::edit_first(const std::string& from, const std::string& to) const {
  replace(version_name(1) + "/inventory.json", from, to);
  sign(version_name(1));
}

}  // namespace cundang::verify
