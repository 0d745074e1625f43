// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/disposition/arrangement.h"
#include "schema/model/agent.h"

namespace cundang::app {

/// A record with its place in 整理.
struct ArrangementLine {
  AccessionNumber number;
  std::string title, doc_no, kind;
  int year = 0;
  std::string proposed;  ///< 保管期限: Y, D30, D10
  disposition::Arranged arranged;
};

struct ArrangementQuery {
  std::optional<int> year;
  std::optional<disposition::ArrangementState> state;  ///< neither: documents alone, and whatever was arranged
};

struct ArrangementReport {
  std::vector<ArrangementLine> lines;                 ///< in order of receipt
  std::vector<disposition::ClassCount> classes;       ///< of the whole archive
  std::vector<disposition::Ineffective> ineffective;  ///< 无效, in order
  Findings continuity;                                ///< gaps and duplicates; empty when all is well
};

/// 归档整理 for whoever sees the whole archive; for others there is nothing here (Error{NotFound}), but for the 档号 of
/// a record they may read. Thread-safe.
class ArrangementService {
 public:
  virtual ~ArrangementService() = default;
  virtual ArrangementReport report(const ArrangementQuery& query, const Viewer& viewer) const = 0;
  /// record.xml of a 归档整理 that gives every document awaiting it (of `year` alone where it is given) the next 档号
  /// of its class 门类·年度-期限-机构, with the retention proposed; at most 10,000. A person reads, corrects and files
  /// it.
  /// @throws Error{BadRequest} for a category or body that no 档号 can bear; Error{NotFound} where nothing awaits.
  virtual std::string proposal_xml(const std::string& category, const std::string& organ, std::optional<int> year,
                                   const Viewer& viewer) const = 0;
};

}  // namespace cundang::app
