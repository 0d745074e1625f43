// SPDX-License-Identifier: GPL-3.0-or-later
// cundang backup: one more generation beside the last, taken while the service goes on.
#include "server/app/backup.h"

#include <iostream>

#include "tools/commands.h"
#include "tools/findings_output.h"
#include "tools/progress.h"
#include "tools/target_error.h"

namespace cundang::tools {
namespace {

void print_json(const app::BackupReport& report) {
  JsonWriter json;
  json.open_object()
      .member("generation", report.generation.string())
      .member("previous", report.previous)
      .member("size", report.size)
      .member("records", report.records)
      .member("files", report.files)
      .member("bytes", report.bytes)
      .member("new_files", report.new_files)
      .member("new_bytes", report.new_bytes)
      .member("sealed", report.sealed)
      .member("same_disk", report.same_disk)
      .key("removed")
      .open_array();
  for (const auto& name : report.removed) json.value(name);
  json.close_array().key("findings").open_array();
  for (const auto& finding : report.findings) append_finding(json, finding);
  std::cout << json.close_array().close_object().text() << "\n";
}

void print_words(const app::BackupReport& report) {
  print_findings(report.findings, false);
  if (report.generation.empty()) {
    std::cout << "备份未留存：内容有问题，以往各份备份未动\n"
                 "not kept, for something in it is wrong; the backups before it are as they were\n";
    return;
  }
  std::cout << "已备份并逐字节校验：" << report.generation.string() << "\n日志 " << report.size << " 条，登记 "
            << report.records << " 件；文件 " << report.files << " 个 " << report.bytes << " 字节，其中新增 "
            << report.new_files << " 个 " << report.new_bytes << " 字节\nbacked up and verified: " << report.files
            << " files, " << report.new_files << " of them new\n";
  for (const auto& name : report.removed) std::cout << "已删除最旧的备份 / removed: " << name << "\n";
  if (!report.sealed) std::cout << "注意：没有签名密钥，清单未签名 / not sealed: there are no keys\n";
  if (report.same_disk)
    std::cout
        << "注意：备份与数据在同一磁盘上，磁盘损坏则两者俱失 / on the disk of the data itself: both die with it\n";
  std::cout << "备份中没有 keys/（签名密钥），请另行保管 / keys/ is not in it: keep a copy apart\n";
}

}  // namespace

int backup(const BackupOptions& options) {
  app::BackupReport report;
  try {
    Progress progress{"备份 / backup", 0};
    app::BackupOptions how;
    how.full = options.full;
    how.keep = options.keep;
    how.progress = [&](std::int64_t bytes) { progress.step(bytes); };
    report = app::back_up(app::DataLayout{options.data}, options.to, how);
  } catch (const Error& error) {
    rethrow_of_target(error,
                      {"本次备份未留存，以往各份未动", "the backup was not kept, the earlier ones are as they were"});
  }
  options.json ? print_json(report) : print_words(report);
  return exit_status_of(report.findings);
}

}  // namespace cundang::tools
