// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "archive/verify/zip_scan.h"
#include "schema/model/finding.h"

namespace cundang::verify {

/// Every entry of a container, unpacked; what cannot be is a finding that names the entry.
class ZipContents {
 public:
  ZipContents(std::string_view file, const std::string& place, Findings& findings);
  bool readable() const { return readable_; }
  const std::vector<ZipEntry>& entries() const { return scan_.entries; }
  /// Content; nothing where the entry is absent or damaged (a finding stands for the damage).
  std::optional<std::string_view> find(std::string_view name) const;

 private:
  ZipScan scan_;
  bool readable_ = false;
  std::deque<std::string> held_;
  std::map<std::string, std::string_view, std::less<>> contents_;
};

}  // namespace cundang::verify
