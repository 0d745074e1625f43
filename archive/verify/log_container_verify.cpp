// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/digest.h"
#include "archive/packages/container_layout.h"
#include "archive/verify/container_verify.h"
#include "archive/verify/findings.h"
#include "archive/verify/leaf_check.h"
#include "archive/verify/zip_contents.h"

namespace cundang::verify {
namespace {

constexpr std::size_t stem_digits = 12;

std::optional<LeafIndex> index_of(std::string_view stem) {
  if (stem.size() < stem_digits) return std::nullopt;
  const auto digits = stem.substr(std::min(stem.find_first_not_of('0'), stem.size() - 1));
  const auto index = count_of(digits);
  return index >= 0 && packages::leaf_stem(index) == stem ? std::optional{index} : std::nullopt;
}

void check_findings(const ZipContents& zip, const evidence::Statement& statement, const std::string& stem,
                    const LeafComplaint& complain) {
  const auto stated = statement.get("findings");
  const auto bytes = zip.find(stem + ".findings");
  const bool agree =
      stated.empty() ? !bytes || statement.type() == "refusal" : bytes && crypto::sha256(*bytes).hex() == stated;
  if (!agree)
    complain("findings", "container.digest", "退件原因与登记陈述中的摘要不符",
             "the findings are not those the statement names");
}

}  // namespace

ContainerReport check_log_container(std::string_view bytes, const std::string& name, const std::string& place,
                                    const Trust& trust) {
  ContainerReport report;
  const ZipContents zip{bytes, place, report.findings};
  if (!zip.readable()) return report;
  const auto inside = [&place](const std::string& stem, const char* part) {
    return std::string{place}.append("!").append(stem).append(".").append(part);
  };
  std::size_t used = 0;
  for (const auto& entry : zip.entries()) {
    if (!entry.name.ends_with(".leaf")) continue;
    const auto stem = entry.name.substr(0, entry.name.size() - 5);
    const LeafComplaint complain = [&](const char* part, const char* code, const char* zh, const char* en) {
      report.findings.push_back(fault(code, inside(stem, part), zh, en));
    };
    const auto leaf = zip.find(entry.name), statement = zip.find(stem + ".statement"), salt = zip.find(stem + ".salt");
    const auto proof = zip.find(stem + ".proof");
    used += 3 + (proof ? 1 : 0) + (zip.find(stem + ".findings") ? 1 : 0);
    const auto index = index_of(stem);
    if (!index || !leaf || !statement || !salt) {
      complain("leaf", "container.entry-missing", "缺少登记陈述或盐值，或条目名不正确",
               "statement or salt is missing, or the name is odd");
      continue;
    }
    LeafFacts facts;
    facts.place = inside(stem, "leaf");
    facts.index = *index;
    const auto faults = report.findings.size();
    const auto read = check_leaf({*leaf, *statement, *salt, proof.value_or("")}, trust, facts, complain);
    if (!read) continue;
    check_findings(zip, *read, stem, complain);
    if (report.findings.size() == faults) report.leaves.push_back(std::move(facts));
  }
  if (used != zip.entries().size())
    report.findings.push_back(fault("container.entry-extra", place, "多出或缺少内容", "entries are missing or extra"));
  if (!report.leaves.empty() &&
      packages::log_container_name(report.leaves.front().index, report.leaves.back().index) != name &&
      !has_fault(report.findings))
    report.findings.push_back(
        fault("container.name", place, "文件名与所含条目不符", "the name is not that of its leaves"));
  return report;
}

}  // namespace cundang::verify
