// SPDX-License-Identifier: GPL-3.0-or-later
// cundang verify: reads everything again with the independent reader, or checks one receipt.
#include <algorithm>
#include <iostream>
#include <thread>

#include "archive/evidence/receipt.h"
#include "archive/verify/archive_verify.h"
#include "archive/verify/ocfl_validate.h"
#include "tools/commands.h"
#include "tools/findings_output.h"
#include "tools/local_archive.h"
#include "tools/log_source.h"
#include "tools/progress.h"

namespace cundang::tools {
namespace {

int verify_receipt(const VerifyOptions& options) {
  auto vkey = options.log_key;
  if (vkey.empty()) {
    if (options.data.empty())
      throw Error{ErrorCode::UsageError, Text{"核验回执须有日志公钥", "a receipt is checked against a log key"},
                  Text{"请给出 --log-key 或 --data", "give --log-key or --data"}};
    vkey = read_file(app::DataLayout{options.data}.log() / "vkey");
  }
  const auto key = read_log_key(vkey);
  const auto receipt = evidence::parse_receipt(read_file(options.receipt));
  if (!receipt)
    throw Error{ErrorCode::SignatureInvalid, Text{"这不是格式 1 的回执", "this is no receipt of format 1"},
                Text{"请用接收时所得的回执文件，一字不改", "use the receipt as it was given, unchanged"}}
        .with("file", options.receipt.string());
  const auto findings = check_receipt(*receipt, key);
  print_findings(findings, options.json);
  if (!has_fault(findings) && !options.json) std::cout << "回执有效 / the receipt holds\n";
  return exit_status_of(findings);
}

/// What was kept outside and is now held against the log.
std::vector<verify::HeldHead> held_heads(const std::vector<std::filesystem::path>& files) {
  std::vector<verify::HeldHead> held;
  for (const auto& file : files) {
    auto head = verify::parse_held_head(file.string(), read_file(file));
    if (!head)
      throw Error{ErrorCode::UsageError, Text{"这不是检查点、回执或证明", "this is no checkpoint, receipt or proof"},
                  Text{"--against 请用存在外面的检查点或回执文件，一字不改",
                       "give --against a checkpoint or receipt that was kept outside, unchanged"}}
          .with("file", file.string());
    held.push_back(std::move(*head));
  }
  return held;
}

int verify_ocfl(const VerifyOptions& options) {
  Progress progress{"校验 / verify", 0};
  const auto report = verify::validate_ocfl(options.ocfl, [&](std::int64_t done) { progress.step(done); });
  print_findings(report.findings, options.json);
  if (!options.json)
    std::cout << (report.ok() ? "符合 OCFL " : "不符合 OCFL ") << report.specification
              << (report.storage_root ? "，存储根" : "，对象") << "：对象 " << report.objects << " 个，文件 "
              << report.files << " 个，" << report.bytes << " 字节\n"
              << (report.ok() ? "valid OCFL " : "not valid OCFL ") << report.specification << ": " << report.objects
              << " objects, " << report.files << " files\n";
  return exit_status_of(report.findings);
}

}  // namespace

int verify(const VerifyOptions& options) {
  if (!options.receipt.empty()) return verify_receipt(options);
  if (!options.ocfl.empty()) return verify_ocfl(options);
  if (options.data.empty())
    throw Error{ErrorCode::UsageError, Text{"没有指明校验什么", "nothing to verify is named"},
                Text{"请给出 --data、--receipt 或 --ocfl", "give --data, --receipt or --ocfl"}};
  const app::DataLayout layout{options.data};
  if (!std::filesystem::exists(layout.packages()))
    throw Error{ErrorCode::DataDirectoryMissing}.with("data", options.data.string());
  verify::VerifyOptions verify_options;
  Progress progress{"校验 / verify", 0};
  verify_options.progress = [&](std::int64_t done, std::int64_t) { progress.step(done); };
  verify_options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  verify_options.against = held_heads(options.against);
  const auto report = verify::verify_archive(layout.archive(), verify_options);
  print_findings(report.findings, options.json);
  if (!options.json)
    std::cout << (has_fault(report.findings) ? "校验发现问题，以上第一条为首个有误对象\n" : "校验通过\n") << "记录 "
              << report.records << " 件，存档信息包 " << report.objects << " 个，日志 " << report.tree_size
              << " 条，可仅凭存档重建至 " << report.packaged_size << "\n";
  return exit_status_of(report.findings);
}

}  // namespace cundang::tools
