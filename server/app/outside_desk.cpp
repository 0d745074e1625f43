// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/outside_desk.h"

#include <algorithm>

#include "archive/evidence/cosignature.h"
#include "archive/packages/durable_file.h"
#include "server/app/closed_days.h"

namespace cundang::app {
namespace {

constexpr int days_at_once = 20;
constexpr std::int64_t log_file_max = 256LL * (2 + 65535);
constexpr const char* channel = "checkpoint";            // of the outbox
constexpr const char* planned_mark = "outside-planned";  // of the registry: the last 日结 that was put into the outbox
constexpr const char* planning = "";                     // stands among the outlets for planning itself

std::string published_vkey(const std::filesystem::path& log) {
  auto vkey = packages::read_bounded(log / "vkey", log_file_max);
  while (vkey.ends_with('\n')) vkey.pop_back();
  return vkey;
}

/// The archive's own public log, out of its files as anyone would read it.
evidence::PublishedLog read_own_log(const std::filesystem::path& log) {
  const auto files = [log](const std::string& path) -> std::optional<std::string> {
    if (!std::filesystem::exists(log / path)) return std::nullopt;
    return packages::read_bounded(log / path, log_file_max);
  };
  const auto key = evidence::LogKey::parse(published_vkey(log));
  if (!key) throw Error{ErrorCode::KeyUnusable, "the log's public key is malformed"}.with("log", log.string());
  return evidence::read_published_log(files, *key);
}

/// What goes wrong on the other side is said in English by libraries and servers; what is found wrong is in both.
Text trouble_of(const std::exception& error) {
  const auto* known = dynamic_cast<const Error*>(&error);
  if (known == nullptr) return {explain(error), explain(error)};
  const auto reason = known->reason();
  const bool in_both = reason.zh != known->info().zh;
  return {in_both ? reason.zh : "未能送达：" + explain(error), explain(error)};
}

outlets::DayHead head_of(const accounts::Outgoing& row, const Archive& archive) {
  const auto checkpoint = evidence::parse_checkpoint(row.body);
  return {parse_date(row.subject).value_or(Date{}), archive.origin(), checkpoint ? checkpoint->size : 0, row.body,
          archive.simulated()};
}

}  // namespace

OutsideDesk::OutsideDesk(Archive& archive, accounts::Accounts& accounts, OutsideOptions options,
                         const delivery::MailOptions& mail, const Clock& real)
    : archive_{archive}, accounts_{accounts}, options_{std::move(options)}, real_{real} {
  const auto log = archive.log_directory();
  for (const auto& each : options_.tsas) outlets_.push_back(outlets::make_tsa(each, options_.timeout));
  for (const auto& each : options_.witnesses)
    outlets_.push_back(outlets::make_witness(
        each, [log] { return read_own_log(log); }, options_.timeout));
  for (const auto& each : options_.mails) outlets_.push_back(outlets::make_mail(each, mail));
  for (const auto& each : options_.drops) outlets_.push_back(outlets::make_drop(each));
}

void OutsideDesk::start() {
  if (outlets_.empty()) return;
  thread_.start([this] { round(); });
}

// One outlet that is down keeps no other back.
void OutsideDesk::round() {
  const auto attempt = [this](const std::string& name, auto&& part) {
    if (thread_.stopping() || rests(name)) return;
    try {
      part();
      tell(name, Text{});
    } catch (const std::exception& error) {
      tell(name, trouble_of(error));
    }
  };
  attempt(planning, [this] { plan(); });
  for (const auto& outlet : outlets_)
    attempt(outlet->name(), [&] {
      deliver(*outlet);
      if (outlet->witness()) witness(*outlet);
    });
}

/// Of days that were closed together, after a time of standing still, the newest goes: it covers the others. The rows
/// first and then the mark: after a crash they are planned again under the same keys.
void OutsideDesk::plan() {
  const auto& registry = archive_.registry();
  if (outlets_.empty()) return;
  const auto closed = closed_days_after(registry, registry.mark(planned_mark));
  if (closed.empty()) return;
  const auto& day = closed.back();
  std::vector<accounts::Outgoing> rows;
  for (const auto& outlet : outlets_) {
    accounts::Outgoing row;
    row.key = std::string{channel} + "|" + to_text(day.day) + "|" + outlet->name();
    row.channel = channel;
    row.target = outlet->name();
    row.event = outlet->kind();
    row.subject = to_text(day.day);
    row.body = day.note;
    rows.push_back(std::move(row));
  }
  accounts_.outbox.put(rows);
  archive_.set_mark(planned_mark, day.leaf);
}

void OutsideDesk::deliver(outlets::Outlet& outlet) {
  for (const auto& row : accounts_.outbox.due(channel, outlet.name(), days_at_once)) {
    if (thread_.stopping()) return;
    const auto head = head_of(row, archive_);
    try {
      const auto taken = outlet.take(head);
      keep(outlet, head, taken);
      accounts_.outbox.accepted(row.id, taken.answer, archive_.now());
    } catch (const std::exception& error) {
      accounts_.outbox.put_off(row.id, explain(error), later(row.tries + 1));
      throw;
    }
  }
}

/// Evidence first, then the mark that silences the standing warning, then the row.
void OutsideDesk::keep(outlets::Outlet& outlet, const outlets::DayHead& head, const outlets::Taken& taken) {
  if (!taken.kept_name.empty()) archive_.keep_outside(head.day, head.note, taken.kept_name, taken.kept_bytes);
  if (const auto witness = outlet.witness()) archive_.add_cosignature(taken.cosigned_body, *witness, taken.cosignature);
  archive_.set_mark(outside_mark, archive_.now().ms);
}

/// Between days: the newest checkpoint, where it bears no cosignature of this witness yet.
void OutsideDesk::witness(outlets::Outlet& outlet) {
  {
    const std::lock_guard lock{mutex_};
    auto& rest = rests_[outlet.name()];
    if (real_.now() < rest.asked + options_.witness_every) return;
    rest.asked = real_.now();
  }
  const auto note = archive_.published_checkpoint();
  if (note.empty() || evidence::cosigned_at(note, *outlet.witness())) return;
  const auto taken = outlet.take({beijing_day(archive_.now()), archive_.origin(), 0, note, archive_.simulated()});
  archive_.add_cosignature(taken.cosigned_body, *outlet.witness(), taken.cosignature);
  archive_.set_mark(outside_mark, archive_.now().ms);
}

bool OutsideDesk::rests(const std::string& outlet) const {
  const std::lock_guard lock{mutex_};
  const auto rest = rests_.find(outlet);
  return rest != rests_.end() && !rest->second.trouble.en.empty() && real_.now() < rest->second.until;
}

void OutsideDesk::tell(const std::string& outlet, const Text& trouble) {
  const std::lock_guard lock{mutex_};
  auto& rest = rests_[outlet];
  if (trouble.en.empty()) {
    rest = {0, {}, {}, {}, rest.asked};
    return;
  }
  if (rest.failures++ == 0) rest.since = real_.now();
  rest.until = later(rest.failures);
  rest.trouble = trouble;
}

Instant OutsideDesk::later(int failures) const {
  return next_try(real_.now(), failures, options_.retry_min, options_.retry_max);
}

std::vector<OutletStatus> OutsideDesk::outlets() const {
  std::vector<OutletStatus> found;
  for (const auto& outlet : outlets_) {
    OutletStatus status;
    status.name = outlet->name();
    status.kind = outlet->kind();
    status.target = outlet->target();
    if (const auto row = accounts_.outbox.last_accepted(channel, outlet->name())) {
      status.last_day = parse_date(row->subject);
      status.last_answer = row->answer;
    }
    status.waiting = accounts_.outbox.waiting(channel, outlet->name());
    const std::lock_guard lock{mutex_};
    if (const auto rest = rests_.find(outlet->name()); rest != rests_.end()) {
      status.trouble = rest->second.trouble;
      status.trouble_since = rest->second.since;
    }
    found.push_back(std::move(status));
  }
  return found;
}

std::vector<Text> OutsideDesk::warnings() const {
  std::vector<Text> found;
  {
    const std::lock_guard lock{mutex_};
    if (const auto rest = rests_.find(planning); rest != rests_.end() && !rest->second.trouble.en.empty())
      found.push_back({"检查点送出无法安排：" + rest->second.trouble.zh,
                       "checkpoints cannot be planned to leave: " + rest->second.trouble.en});
  }
  for (const auto& outlet : outlets())
    if (!outlet.trouble.en.empty())
      found.push_back({"检查点自 " + to_beijing_text(outlet.trouble_since) + " 起送不到 " + outlet.name + "，" +
                           std::to_string(outlet.waiting) + " 日待送：" + outlet.trouble.zh,
                       "checkpoints do not reach " + outlet.name + " since " + to_beijing_text(outlet.trouble_since) +
                           ", " + std::to_string(outlet.waiting) + " days wait: " + outlet.trouble.en});
  return found;
}

std::vector<ClosedDay> OutsideDesk::closed_days(int limit) const {
  return latest_closed_days(archive_.registry(), limit);
}

std::optional<ClosedDay> OutsideDesk::closed_day(Date day) const { return app::closed_day(archive_.registry(), day); }

std::string OutsideDesk::vkey() const { return published_vkey(archive_.log_directory()); }

void OutsideDesk::retry_now() {
  accounts_.outbox.hurry();
  {
    const std::lock_guard lock{mutex_};
    for (auto& [name, rest] : rests_) rest.until = rest.asked = {};
  }
  thread_.hurry();
}

}  // namespace cundang::app
