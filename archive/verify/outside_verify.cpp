// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/outside_verify.h"

#include "archive/crypto/digest.h"
#include "archive/crypto/timestamp_client.h"
#include "archive/verify/file_bytes.h"
#include "archive/verify/findings.h"
#include "archive/verify/held_head.h"
#include "schema/model/instant.h"

namespace cundang::verify {
namespace {

constexpr std::int64_t file_max = 1 << 20;
constexpr std::string_view folder = "outside/";

/// The stamp is over the bytes of the checkpoint beside it. Whom to trust for it is not asked here.
void check_stamp(const std::filesystem::path& log, const std::string& path, std::string_view reply, LogReport& report) {
  const auto note = read_text((log / path).parent_path() / "checkpoint", file_max);
  const auto stated = crypto::read_timestamp_reply(reply);
  if (!note || !stated || stated->imprint != crypto::sha256(*note))
    report.findings.push_back(fault("log.outside-stamp", "log/" + path, "时间戳不是同目录检查点的，或已被改动",
                                    "the time stamp is not over the checkpoint beside it, or was changed"));
}

}  // namespace

bool is_outside_path(std::string_view path) {
  if (!path.starts_with(folder)) return false;
  path.remove_prefix(folder.size());
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || !parse_date(path.substr(0, slash))) return false;
  const auto name = path.substr(slash + 1);
  if (name.starts_with('.') || name.find('/') != std::string_view::npos) return false;
  return name == "checkpoint" || name.ends_with(".tsr") || name.ends_with(".cosigned");
}

void check_outside(const std::filesystem::path& log, const std::vector<std::string>& paths, LogReport& report) {
  for (const auto& path : paths) {
    if (!is_outside_path(path)) continue;
    const auto bytes = read_text(log / path, file_max);
    if (!bytes) {
      report.findings.push_back(fault("storage.unreadable", "log/" + path, "无法读取", "it cannot be read"));
      continue;
    }
    report.bytes += static_cast<std::int64_t>(bytes->size());
    if (path.ends_with(".tsr"))
      check_stamp(log, path, *bytes, report);
    else
      check_against(report, {{"log/" + path, *bytes, {}, {}}});
  }
}

}  // namespace cundang::verify
