// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/signal_view.h"

namespace cundang::app {

void SignalView::catch_up() const {
  entries_.replay(through_, EntrySource::no_end, [this](const Entry& entry) { live_.apply(entry); });
}

signals::SignalReport SignalView::report(Date on) const {
  const std::scoped_lock lock{mutex_};
  catch_up();
  if (!latest_ || reported_ != through_ || latest_->on != on) {
    latest_ = live_.report(on);
    reported_ = through_;
  }
  return *latest_;
}

signals::Known SignalView::known(Date on) const {
  const std::scoped_lock lock{mutex_};
  catch_up();
  return live_.known(on);
}

Findings SignalView::check(const Record& record, const Actor& actor, Instant at) const {
  if (record.kind != "signal-decision" || record.historical) return {};
  Entry entry;
  entry.received_at = at;
  entry.unit = actor.unit;
  entry.person = actor.person;
  entry.record = record;
  const std::scoped_lock lock{mutex_};
  catch_up();
  entry.leaf = through_ + 1;
  auto reason = live_.objection(entry);
  if (reason.zh.empty()) return {};
  return {{"signals.no-effect",
           Severity::Fault,
           "/record/signal-decision",
           0,
           std::move(reason),
           {"请从预警页面核对预警编号、触发情形和所转文件的登记号；文件尚未登记的，请先登记",
            "check the signal's id, its trigger and the number of the paper on the page of the signal; file the paper "
            "first"}}};
}

}  // namespace cundang::app
