// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/target.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "schema/model/utf8.h"

namespace cundang::fuzz {
namespace {

constexpr std::size_t longest_text = 4000;  ///< bytes of one reason or cure

std::vector<Target>& entered() {
  static std::vector<Target> targets;
  return targets;
}

void must_be_told(const Text& text, const std::string& what) {
  must(!text.zh.empty() && !text.en.empty(), what + " stands in both languages");
  must(is_text(text.zh) && is_text(text.en), what + " is well-formed text");
  must(text.zh.size() <= longest_text && text.en.size() <= longest_text, what + " is short");
}

}  // namespace

Entered::Entered(const Target& target) { entered().push_back(target); }

std::vector<Target> all_targets() {
  auto targets = entered();
  std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) { return a.name < b.name; });
  return targets;
}

void must(bool holds, std::string_view promise) {
  if (!holds) throw Broken{"does not hold: " + std::string{promise}};
}

void must_tell(const Findings& findings) {
  must(has_fault(findings), "a refusal has a fault");
  for (const auto& finding : findings) {
    must(!finding.code.empty() && is_text(finding.code), "a finding has a code");
    must(finding.severity == Severity::Warning || !finding.place.empty() || finding.line > 0,
         "a fault has a place (" + finding.code + ")");
    must(is_text(finding.place) && finding.place.size() <= longest_text, "a place is short text");
    must_be_told(finding.reason, "the reason of " + finding.code);
    must_be_told(finding.cure, "the cure of " + finding.code);
  }
}

void must_tell(const Error& error) {
  const auto name = std::string{error.info().name};
  must(error.info().http_status < 500, name + " is no trouble of our own");
  must_be_told(error.reason(), "the reason of " + name);
  must_be_told(error.cure(), "the cure of " + name);
}

bool is_text(std::string_view bytes) { return utf8::well_formed(bytes); }

std::string file(const std::string& path) {
  std::ifstream in{std::string{CUNDANG_SOURCE_DIR} + "/" + path, std::ios::binary};
  if (!in) throw std::runtime_error{"cannot be read: " + path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<std::string> xml_files(const std::string& path) {
  std::vector<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator{std::string{CUNDANG_SOURCE_DIR} + "/" + path})
    if (each.path().extension() == ".xml") names.push_back(each.path().filename().string());
  std::sort(names.begin(), names.end());
  std::vector<std::string> bytes;
  bytes.reserve(names.size());
  for (const auto& name : names) bytes.push_back(file(path + "/" + name));
  return bytes;
}

}  // namespace cundang::fuzz
