// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "archive/evidence/checkpoint.h"

namespace cundang::crash {

/// The log as its files say it, read like a stranger would: checkpoint, entry bundles; the tree computed anew.
struct PublishedLog {
  evidence::Checkpoint checkpoint;
  std::vector<std::string> leaves;
  std::vector<std::string> problems;  ///< what did not fit
};
PublishedLog read_published_log(const std::filesystem::path& log_folder, const evidence::LogKey& key);

/// Are all these receipts and slips part of that one log? Their leaves must stand where they say, and the tree of every
/// checkpoint they carry must be the beginning of the log's tree: a server that promised one history before a crash and
/// went on with another is found out here. @returns what is wrong.
std::vector<std::string> compare_with_log(const std::vector<std::string>& receipts_json, const PublishedLog& log);

/// Are the 接收登记号 without a gap, each given once, and each unit's own counters too? `first` is the lowest of ours.
std::vector<std::string> check_numbers(const std::vector<std::string>& receipts_json);

}  // namespace cundang::crash
