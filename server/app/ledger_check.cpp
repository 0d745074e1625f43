// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ledger_check.h"

#include <algorithm>
#include <map>

#include "server/app/entry_source.h"
#include "server/app/ledger_entries.h"
#include "server/obligations/ledger.h"
#include "server/obligations/obligation_json.h"

namespace cundang::app {
namespace {

constexpr std::size_t findings_max = 200;
constexpr int window = 200;  ///< records read, and entries applied, at a time

void report(LedgerCheck& check, std::string code, std::string place, Text reason) {
  if (check.findings.size() >= findings_max) return;
  check.findings.push_back({"ledger." + std::move(code),
                            Severity::Fault,
                            std::move(place),
                            0,
                            std::move(reason),
                            {"请保留现场并联系系统管理员；可由存档重建登记库（cundang rebuild）",
                             "keep things as they are and tell the system administrator; the registry can be made "
                             "again from the archive (cundang rebuild)"}});
}

Entry read_entry(const registry::LedgerRow& row, const RecordReader& reader) {
  auto read = reader.read(row.record_xml);
  if (!read) throw Error{ErrorCode::RegistryUnreadable, "ledger entry"}.with("record", to_text(row.accession));
  return {row.leaf_index, row.accession, row.received_at, row.unit, row.person, std::move(read.value())};
}

bool same(const registry::LedgerRow& a, const registry::LedgerRow& b) {
  return a.leaf_index == b.leaf_index && a.accession == b.accession && a.received_at == b.received_at &&
         a.unit == b.unit && a.person == b.person && a.record_xml == b.record_xml;
}

/// The entries the service keeps, one after another.
class Kept {
 public:
  explicit Kept(const registry::Registry& registry) : registry_{registry} { fill(); }
  const registry::LedgerRow* front() const { return at_ < rows_.size() ? &rows_[at_] : nullptr; }
  void pop() {
    if (++at_ == rows_.size()) fill();
  }

 private:
  void fill() {
    rows_ = registry_.ledger(rows_.empty() ? -1 : rows_.back().leaf_index, window);
    at_ = 0;
  }
  const registry::Registry& registry_;
  std::vector<registry::LedgerRow> rows_;
  std::size_t at_ = 0;
};

/// Derives each entry again and holds it against the one that is kept; `from_zero` takes the derived ones.
void compare_entries(const registry::Registry& registry, const RecordBytes& bytes, const RecordReader& reader,
                     ledger::Ledger& from_zero, LedgerCheck& check,
                     const std::function<void(std::int64_t, std::int64_t)>& progress) {
  Kept kept{registry};
  const auto settled = std::max<std::int64_t>(0, registry.mark("settle"));
  const auto surplus = [&](LeafIndex below) {
    while (kept.front() && kept.front()->leaf_index < below) {
      report(check, "surplus-entry", to_text(kept.front()->accession),
             {"登记库多出一条，存档中没有依据", "the registry keeps an entry that the archive does not give"});
      kept.pop();
    }
  };
  for (std::int64_t done = 0; done < settled;) {
    auto rows = registry.records(done, window);
    std::erase_if(rows, [&](const registry::RecordRow& row) { return row.accession.value > settled; });
    if (rows.empty()) break;
    const auto xmls = bytes.record_xmls(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ++check.records;
      const auto derived = ledger_entry(rows[i], xmls[i], reader);
      if (!derived) continue;
      ++check.entries;
      surplus(derived->leaf_index);
      if (!kept.front() || kept.front()->leaf_index != derived->leaf_index) {
        report(check, "missing-entry", to_text(derived->accession),
               {"登记库缺少此件", "the registry lacks the entry of this record"});
      } else {
        if (!same(*kept.front(), *derived))
          report(check, "changed-entry", to_text(derived->accession),
                 {"登记库所存与存档不一致", "the registry's entry is not what the archive gives"});
        kept.pop();
      }
      from_zero.apply(read_entry(*derived, reader));
    }
    done = rows.back().accession.value;
    if (progress) progress(done, settled);
  }
  surplus(EntrySource::no_end);
}

/// The service's way: the kept entries some at a time, read in between. @returns the days on which to compare.
std::vector<Date> apply_little_by_little(const registry::Registry& registry, const RecordReader& reader,
                                         ledger::Ledger& live) {
  std::vector<Date> days;
  LeafIndex through = -1;
  for (auto rows = registry.ledger(through, window); !rows.empty(); rows = registry.ledger(through, window)) {
    for (const auto& row : rows) {
      live.apply(read_entry(row, reader));
      const auto day = beijing_day(row.received_at);
      if (!days.empty() && days.back().year() == day.year() && days.back().month() == day.month()) days.pop_back();
      days.push_back(day);
    }
    through = rows.back().leaf_index;
    (void)live.obligations(days.back());
  }
  for (std::size_t i = 0; i + 1 < days.size(); ++i)
    days[i] = Date{days[i].year() / days[i].month() / std::chrono::last};
  return days;
}

/// Where two texts part, with a little of each.
std::string first_difference(const std::string& a, const std::string& b) {
  auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  at = std::min(a.rfind(",\"", at), at);
  return a.substr(at, 60) + " ≠ " + b.substr(std::min(at, b.size()), 60);
}

void compare_day(const ledger::Ledger& live, const ledger::Ledger& from_zero, Date on, LedgerCheck& check) {
  std::map<ObligationId, std::string> derived;
  for (const auto& duty : from_zero.obligations(on)) derived.emplace(duty.id, ledger::to_json(duty));
  check.duties = static_cast<std::int64_t>(derived.size());
  const auto place = [&](const ObligationId& id) { return id.text + " " + to_text(on); };
  for (const auto& duty : live.obligations(on)) {
    const auto found = derived.find(duty.id);
    if (found == derived.end()) {
      report(check, "surplus-duty", place(duty.id), {"重算没有此项", "the recomputation has no such duty"});
      continue;
    }
    if (const auto json = ledger::to_json(duty); json != found->second) {
      const auto difference = first_difference(json, found->second);
      report(check, "changed-duty", place(duty.id),
             {"与重算不一致：" + difference, "differs from the recomputation: " + difference});
    }
    derived.erase(found);
  }
  for (const auto& [id, json] : derived)
    report(check, "missing-duty", place(id), {"重算有此项，现行台账没有", "only the recomputation has this duty"});
}

}  // namespace

LedgerCheck check_ledger(const registry::Registry& registry, const RecordBytes& bytes, const RecordReader& reader,
                         const std::function<void(std::int64_t done, std::int64_t total)>& progress) {
  LedgerCheck check;
  ledger::Ledger from_zero, live;
  compare_entries(registry, bytes, reader, from_zero, check, progress);
  const auto days = apply_little_by_little(registry, reader, live);
  check.days = static_cast<int>(days.size());
  for (const auto on : days) compare_day(live, from_zero, on, check);
  return check;
}

}  // namespace cundang::app
