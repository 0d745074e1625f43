// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/registry/registry.h"
#include "server/app/arrangement_service.h"
#include "server/app/entry_source.h"
#include "server/app/service.h"

namespace cundang::app {

/// 归档整理 over an opened archive, derived anew at each call from its registered records. What it is made of must
/// outlive it.
class ArrangementCases final : public ArrangementService {
 public:
  ArrangementCases(const registry::Registry& registry, const EntrySource& entries, const Service& service)
      : registry_{registry}, entries_{entries}, service_{service} {}
  ArrangementReport report(const ArrangementQuery& query, const Viewer& viewer) const override;
  std::string proposal_xml(const std::string& category, const std::string& organ, std::optional<int> year,
                           const Viewer& viewer) const override;

 private:
  disposition::Arrangement derive() const;
  void for_each_row(const std::function<void(const registry::RecordRow&)>& take) const;

  const registry::Registry& registry_;
  const EntrySource& entries_;
  const Service& service_;
};

}  // namespace cundang::app
