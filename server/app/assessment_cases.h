// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <mutex>

#include "archive/registry/registry.h"
#include "server/app/archive.h"
#include "server/app/assessment_service.h"

namespace cundang::app {

/// 年度考核 over an opened archive. Keeps the last few results: a page shows one, its lines ask again.
class AssessmentCases final : public AssessmentService {
 public:
  explicit AssessmentCases(const Archive& archive) : archive_{archive} {}
  AssessmentView assess(const AssessmentQuery& query, const Viewer& viewer) const override;
  std::vector<assessment::Move> moves(const AssessmentQuery& query, const Viewer& viewer) const override;
  Outcome<assessment::ScoringPack> read_pack(const std::string& record_xml) const override;
  Findings check_step(const std::string& record_xml, const Actor& actor) const override;

 private:
  using Result = std::shared_ptr<const assessment::YearResult>;
  Result result(const AssessmentQuery& query) const;
  void hide_unreadable(assessment::YearResult& result, const Viewer& viewer) const;
  TreeSize prefix(const AssessmentQuery& query, Date on) const;

  const Archive& archive_;
  RecordReader reader_;
  mutable std::mutex mutex_;
  mutable std::deque<std::pair<std::string, Result>> kept_;  ///< newest first, by everything the result depends on
};

/// Reads a scoring pack from record.xml.
Outcome<assessment::ScoringPack> read_scoring_pack(const RecordReader& reader, const std::string& record_xml);

}  // namespace cundang::app
