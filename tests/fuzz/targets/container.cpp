// SPDX-License-Identifier: GPL-3.0-or-later
// ZIP containers: the verifier's own reader accounts for every byte, agrees with libzip on whatever it lets pass, and
// lets no other record pass for a sealed one.
#include "archive/packages/container.h"

#include "archive/verify/container_verify.h"
#include "archive/verify/zip_scan.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

constexpr std::int64_t entry_max = 1 << 20;  ///< bytes

/// Reads everything as the store's reader does; it may refuse, and nothing else.
void read_by_store(std::string_view input) try {
  const auto reader = packages::ContainerReader::open(input);
  for (const auto& entry : reader.entries())
    must(reader.read(entry.name, entry_max).size() <= static_cast<std::size_t>(entry_max), "no entry beyond the bound");
} catch (const Error& error) {
  must(error.code() == ErrorCode::PackageUnreadable, "a container is refused as PackageUnreadable");
}

void agree_with_store(const verify::ZipScan& scan, std::string_view input) {
  const auto reader = packages::ContainerReader::open(input);
  const auto entries = reader.entries();
  must(entries.size() == scan.entries.size(), "both readers see as many entries");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    must(entries[i].name == scan.entries[i].name, "both readers see the same names");
    std::string hold;
    const auto content = verify::unpack(scan.entries[i], entry_max, hold);
    if (content) must(reader.read(entries[i].name, entry_max) == *content, "both readers see the same bytes");
  }
}

std::string record_of(std::string_view container) {
  return packages::ContainerReader::open(container).read("record.xml", entry_max);
}

bool check(std::string_view input) {
  static const auto key = sample_log_key();
  static const auto ca = sample("ca.pem");
  static const auto original = record_of(sample("R0000001.asice"));
  read_by_store(input);
  const auto scan = verify::scan_zip(input);
  if (!scan.problem.empty()) return false;
  bool names_differ = true;
  for (std::size_t i = 0; i < scan.entries.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) names_differ = names_differ && scan.entries[i].name != scan.entries[j].name;
  if (names_differ) agree_with_store(scan, input);
  const verify::Trust trust{&key, ca};
  const auto report = verify::check_container(input, "R0000001.asice", "R0000001.asice", trust);
  if (report.findings.empty()) must(record_of(input) == original, "no other record passes for a sealed one");
  for (const auto& finding : verify::check_log_container(input, "L000000000000-000000000000.zip", "L", trust).findings)
    must(!finding.code.empty() && !finding.place.empty(), "what is wrong has a code and a place");
  return true;
}

std::vector<std::string> seeds() { return {sample("R0000001.asice"), sample("log.zip")}; }

const Entered entered{{"container", "zip", 32 << 10, 20'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
