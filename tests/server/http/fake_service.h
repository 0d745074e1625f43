// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "server/app/service.h"
#include "server/obligations/ledger.h"

namespace cundang::http::test {

/// A service of two units and their records, kept in memory: enough to see who gets what through every route.
class FakeService : public app::Service {
 public:
  struct Kept {
    app::RecordPage page;
    std::vector<std::string> audience;
  };

  FakeService();
  AccessionNumber keep(const UnitCode& unit, const std::string& title, std::vector<std::string> audience,
                       const std::string& kind = "other-document");

  std::unique_ptr<app::AttachmentSink> begin_attachment() override;
  app::AccessionResult submit(app::Submission submission) override;
  app::AccessionResult refuse(const Actor& actor, std::string_view digest_hex, ErrorCode code,
                              Findings findings) override;
  app::AccessionStatus status(AccessionNumber number, const Viewer& viewer) const override;
  std::string receipt(AccessionNumber number, const Viewer& viewer) const override;
  app::RecordPage record(AccessionNumber number, const Viewer& viewer) const override;
  std::string record_xml(AccessionNumber number, const Viewer& viewer) const override;
  std::string container(AccessionNumber number, const Viewer& viewer) const override;
  indexer::SearchAnswer search(const indexer::SearchRequest& request, const Viewer& viewer) const override;
  std::vector<ledger::Obligation> obligations(const app::ObligationQuery& query, const Viewer& viewer) const override;
  ledger::Obligation obligation(const ObligationId& id, const app::ObligationQuery& query,
                                const Viewer& viewer) const override;
  Viewer viewer(const Actor& actor) const override;
  std::vector<Unit> units() const override;
  app::Health health() const override;
  Instant now() const override { return {1341190923456}; }
  bool simulated() const override { return simulated_; }
  std::string origin() const override { return "cundang.example/test"; }
  std::filesystem::path log_directory() const override { return log_directory_; }

  // What the tests set and look at.
  bool simulated_ = true;
  std::filesystem::path log_directory_ = "/nonexistent";
  std::optional<ErrorCode> next_error_;  ///< thrown by the next submit
  Findings next_findings_;               ///< refuses the next submit
  Findings next_warnings_;               ///< stand beside the next receipt
  std::vector<app::Submission> submitted_;
  std::vector<std::string> attachment_bytes_;
  int unfinished_attachments_ = 0;
  std::vector<ErrorCode> refused_;
  std::vector<ledger::Obligation> duties_;

 private:
  const Kept& visible(AccessionNumber number, const Viewer& viewer) const;
  mutable std::mutex mutex_;
  std::map<std::int64_t, Kept> kept_;
};

}  // namespace cundang::http::test
