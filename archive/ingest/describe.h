// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/agent.h"
#include "schema/model/record.h"

namespace cundang::ingest {

/// 著录: what the archive says about a record beside its bytes.
struct Description {
  std::vector<std::string> audience;  ///< unit codes that may read it, sorted; "*" everybody signed in
  std::string label;                  ///< 公开 内部 工作秘密
  std::string fonds;                  ///< 全宗 of the receiving body
  int year = 0;                       ///< 签发 year, else the year of receipt
  std::string retention;              ///< proposed 保管期限: Y, D30, D10
};

/// @param fonds 全宗号 of the keeping body, from the archive's configuration.
Description describe(const Record& record, const Actor& actor, Instant received_at, const std::string& fonds);

std::string to_text(Label label);

}  // namespace cundang::ingest
