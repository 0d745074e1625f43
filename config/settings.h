// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "server/app/notice_desk.h"
#include "server/app/outside_desk.h"
#include "server/app/witness_desk.h"

namespace cundang::config {

/// What cundang.xml in a data directory may set; every value has a default. Read once at start.
struct Settings {
  std::string origin = "cundang.example/archive";  ///< C2SP log origin; fixed when the archive is made
  std::string fonds = "0001";                      ///< 全宗号 of the keeping body
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  int threads = 160;                               ///< HTTP threads; above the number of kept-alive connections
  std::int64_t body_max = std::int64_t{64} << 20;  ///< bytes of one upload, attachments included
  std::int64_t backlog_records = 250'000;
  std::int64_t backlog_bytes = 4'000'000'000;
  bool public_log = false;      ///< /log/ without sign-in
  app::OutsideOptions outside;  ///< where the checkpoints of closed days go
  app::WitnessOptions witness;  ///< the logs of other houses that this one witnesses
  app::NoticeOptions notices;   ///< mail server, webhooks, address of the pages; public_url empty: as served
};

/// @throws Error{FileUnreadable} naming the file when it is there but cannot be understood, or the setting whose value
/// cannot be used.
Settings load_settings(const std::filesystem::path& file);
/// Writes the settings with a comment for each; never overwrites.
void write_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace cundang::config
