// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/archive_verify.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "archive/verify/container_verify.h"
#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"
#include "archive/verify/founding.h"
#include "archive/verify/log_verify.h"
#include "archive/verify/object_verify.h"
#include "archive/verify/whole_check.h"
#include "archive/verify/zip_scan.h"
#include "schema/model/error.h"

namespace cundang::verify {
namespace {

void append(Findings& all, Findings more) {
  std::stable_sort(more.begin(), more.end(), [](const Finding& a, const Finding& b) { return a.place < b.place; });
  for (auto& each : more) all.push_back(std::move(each));
}

/// Every object, by as many threads as asked for; the answers stay in the order of the objects.
std::vector<ObjectReport> check_objects(const std::filesystem::path& packages, const std::vector<std::string>& folders,
                                        const Trust& trust, const VerifyOptions& options) {
  std::vector<ObjectReport> reports(folders.size());
  std::atomic<std::size_t> next{0}, done{0};
  const auto work = [&] {
    for (auto i = next++; i < folders.size(); i = next++) {
      reports[i] = check_object(packages, folders[i], trust);
      if (options.progress)
        options.progress(static_cast<std::int64_t>(++done), static_cast<std::int64_t>(folders.size()));
    }
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < options.threads; ++i) helpers.emplace_back(work);
  work();
  for (auto& helper : helpers) helper.join();
  return reports;
}

/// Of a container alone, without the digest of an inventory: is each entry packed as the writer packs it?
void check_packing(std::string_view file, const std::string& name, Findings& findings) {
  std::string hold;
  for (const auto& entry : scan_zip(file).entries)
    if (const auto content = unpack(entry, UINT32_MAX, hold); content && !is_as_packed(entry, *content))
      findings.push_back(warning("container.packing", name + "!" + entry.name,
                                 "内容相符，但压缩编码不是写入时所产生；请与清单中的 SHA-512 核对",
                                 "the content holds but is not packed as it was written: compare the file's SHA-512 "
                                 "with the inventory"));
}

}  // namespace

VerifyReport verify_archive(const std::filesystem::path& archive_dir, const VerifyOptions& options) {
  const auto packages = archive_dir / "packages";
  if (!std::filesystem::is_directory(packages) && !std::filesystem::is_directory(archive_dir / "log"))
    throw Error{ErrorCode::FileUnreadable,
                Text{"不是存档：没有 packages/ 和 log/", "no archive: neither packages/ nor log/ is there"},
                Text{"请指明存档所在的目录", "name the folder of an archive"}}
        .with("path", archive_dir.string());
  VerifyReport report;
  // An archive may be at work: what comes into place while it is read is checked too, but nothing is missed because of
  // it.
  Findings in_packages;
  const auto before = find_objects(packages, in_packages);
  auto log = check_log(archive_dir / "log");
  check_founding(packages, log);
  check_against(log, options.against);
  const Trust trust{log.key ? &*log.key : nullptr, log.ca_pem};
  Findings seen_already;
  const auto folders = find_objects(packages, seen_already);
  auto objects = check_objects(packages, folders, trust, options);
  for (std::size_t i = 0; i < folders.size(); ++i)
    objects[i].late = !std::binary_search(before.begin(), before.end(), folders[i]);
  report.objects = static_cast<std::int64_t>(objects.size());
  report.bytes = log.bytes;
  for (const auto& object : objects) {
    report.bytes += object.bytes;
    in_packages.insert(in_packages.end(), object.findings.begin(), object.findings.end());
  }
  append(report.findings, log.findings);
  append(report.findings, std::move(in_packages));
  check_whole(log, objects, report);
  std::stable_partition(report.findings.begin(), report.findings.end(),
                        [](const Finding& each) { return each.severity == Severity::Fault; });
  return report;
}

VerifyReport verify_container(const std::filesystem::path& container, std::string_view vkey, std::string_view ca_pem) {
  VerifyReport report;
  const auto name = container.filename().string();
  while (vkey.ends_with('\n')) vkey.remove_suffix(1);
  const auto key = evidence::LogKey::parse(vkey);
  if (!key)
    report.findings.push_back(fault("log.vkey", "vkey", "日志公钥的格式不正确", "the log's public key is malformed"));
  if (ca_pem.empty()) report.findings.push_back(fault("log.ca", "ca.pem", "没有给出证书", "no certificate was given"));
  const auto file = FileBytes::read(container);
  if (!file) {
    report.findings.push_back(fault("storage.unreadable", name, "无法读取", "it cannot be read"));
    return report;
  }
  auto found = check_container(file->view(), name, name, {key ? &*key : nullptr, ca_pem});
  check_packing(file->view(), name, found.findings);
  report.bytes = static_cast<std::int64_t>(file->view().size());
  report.records = static_cast<std::int64_t>(found.leaves.size());
  if (!found.leaves.empty() && found.leaves.front().checkpoint)
    report.tree_size = found.leaves.front().checkpoint->size;
  append(report.findings, std::move(found.findings));
  return report;
}

}  // namespace cundang::verify
