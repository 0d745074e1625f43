// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/outbox.h"

#include <charconv>

namespace cundang::accounts {
namespace {

std::string joined(const std::vector<ObligationId>& ids) {
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "" : " ") + id.text;
  return text;
}

std::vector<ObligationId> split(std::string_view text) {
  std::vector<ObligationId> ids;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    ids.push_back({std::string{text.substr(0, end)}});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return ids;
}

Outgoing::State state_of(std::string_view text) {
  if (text == "accepted") return Outgoing::State::Accepted;
  return text == "refused" ? Outgoing::State::Refused : Outgoing::State::Waiting;
}

}  // namespace

bool Outbox::has(std::string_view key) const {
  Rows rows{database_, "SELECT 1 FROM outbox WHERE key = ?", {key}};
  return rows.next();
}

std::optional<PlanMark> Outbox::mark() const {
  Rows rows{database_, "SELECT value FROM notice_mark WHERE name IN ('day', 'leaf') ORDER BY name"};
  if (!rows.next()) return std::nullopt;
  PlanMark mark;
  mark.day = parse_date(rows.text(0)).value_or(Date{});
  if (!rows.next()) return std::nullopt;
  const auto text = rows.text(0);
  std::from_chars(text.data(), text.data() + text.size(), mark.leaf);
  return mark;
}

void Outbox::put(const std::vector<Outgoing>& outgoing) {
  const auto now = clock_.now().ms;
  Transaction transaction{database_};
  for (const auto& each : outgoing) {
    const auto about = joined(each.about);
    database_.run(
        "INSERT OR IGNORE INTO outbox (key, channel, target, unit, event, subject, body, about, created, next_try, "
        "state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
        {std::string_view{each.key}, std::string_view{each.channel}, std::string_view{each.target},
         std::string_view{each.unit.text}, std::string_view{each.event}, std::string_view{each.subject},
         std::string_view{each.body}, std::string_view{about}, now, now});
  }
  transaction.commit();
}

void Outbox::put(const std::vector<Outgoing>& outgoing, const PlanMark& mark) {
  const auto leaf = std::to_string(mark.leaf), day = to_text(mark.day);
  // The rows first: a crash in between plans them again, and their keys keep them from standing here twice.
  put(outgoing);
  database_.run("INSERT OR REPLACE INTO notice_mark (name, value) VALUES ('leaf', ?), ('day', ?)",
                {std::string_view{leaf}, std::string_view{day}});
}

std::vector<Outgoing> Outbox::select(std::string_view rest, const std::vector<Database::Value>& values) const {
  std::vector<Outgoing> found;
  Rows rows{database_,
            "SELECT id, key, channel, target, unit, event, subject, body, about, created, next_try, tries, state, "
            "answer, sent_at, record FROM outbox " +
                std::string{rest},
            values};
  while (rows.next()) {
    Outgoing each;
    each.id = rows.integer(0);
    each.key = rows.text(1);
    each.channel = rows.text(2);
    each.target = rows.text(3);
    each.unit = {rows.text(4)};
    each.event = rows.text(5);
    each.subject = rows.text(6);
    each.body = rows.text(7);
    each.about = split(rows.text(8));
    each.created = {rows.integer(9)};
    each.next_try = {rows.integer(10)};
    each.tries = static_cast<int>(rows.integer(11));
    each.state = state_of(rows.text(12));
    each.answer = rows.text(13);
    each.sent_at = {rows.integer(14)};
    if (rows.integer(15) > 0) each.record = AccessionNumber{rows.integer(15)};
    found.push_back(std::move(each));
  }
  return found;
}

std::vector<Outgoing> Outbox::due(std::string_view channel, std::string_view target, int limit) const {
  return select(
      "WHERE state = 'waiting' AND channel = ? AND next_try <= ? AND (? = '' OR target = ?) ORDER BY id LIMIT ?",
      {channel, clock_.now().ms, target, target, std::int64_t{limit}});
}

void Outbox::accepted(std::int64_t id, std::string_view answer, Instant sent_at) {
  database_.run("UPDATE outbox SET state = 'accepted', answer = ?, sent_at = ? WHERE id = ?", {answer, sent_at.ms, id});
}

void Outbox::refused(std::int64_t id, std::string_view answer, Instant sent_at) {
  database_.run("UPDATE outbox SET state = 'refused', answer = ?, sent_at = ? WHERE id = ?", {answer, sent_at.ms, id});
}

void Outbox::put_off(std::int64_t id, std::string_view trouble, Instant next_try) {
  database_.run("UPDATE outbox SET tries = tries + 1, answer = ?, next_try = ? WHERE id = ?",
                {trouble, next_try.ms, id});
}

void Outbox::hurry() { database_.run("UPDATE outbox SET next_try = ? WHERE state = 'waiting'", {clock_.now().ms}); }

std::vector<Outgoing> Outbox::unfiled(std::string_view channel, int limit) const {
  return select(
      "WHERE record = 0 AND state <> 'waiting' AND batch = '' AND about <> '' AND channel = ? ORDER BY id "
      "LIMIT ?",
      {channel, std::int64_t{limit}});
}

void Outbox::bind(const std::vector<std::int64_t>& ids, std::string_view batch) {
  Transaction transaction{database_};
  for (const auto id : ids) database_.run("UPDATE outbox SET batch = ? WHERE id = ? AND batch = ''", {batch, id});
  transaction.commit();
}

std::vector<std::string> Outbox::bound() const {
  std::vector<std::string> batches;
  Rows rows{database_,
            "SELECT batch FROM outbox WHERE record = 0 AND state <> 'waiting' AND batch <> '' GROUP BY batch "
            "ORDER BY min(id)"};
  while (rows.next()) batches.push_back(rows.text(0));
  return batches;
}

std::vector<Outgoing> Outbox::of_batch(std::string_view batch) const {
  return select("WHERE batch = ? ORDER BY id", {batch});
}

void Outbox::filed(std::string_view batch, AccessionNumber record) {
  database_.run("UPDATE outbox SET record = ? WHERE batch = ?", {record.value, batch});
}

void Outbox::give_up_filing(std::string_view batch) {
  database_.run("UPDATE outbox SET record = -1 WHERE batch = ?", {batch});
}

std::vector<Outgoing> Outbox::latest(int limit) const {
  return select("WHERE channel <> 'checkpoint' ORDER BY id DESC LIMIT ?", {std::int64_t{limit}});
}

std::int64_t Outbox::waiting(std::string_view channel, std::string_view target) const {
  Rows rows{database_,
            "SELECT count(*) FROM outbox WHERE state = 'waiting' AND channel = ? AND (? = '' OR target = ?)",
            {channel, target, target}};
  return rows.next() ? rows.integer(0) : 0;
}

std::optional<Outgoing> Outbox::last_accepted(std::string_view channel, std::string_view target) const {
  auto found =
      select("WHERE state = 'accepted' AND channel = ? AND target = ? ORDER BY id DESC LIMIT 1", {channel, target});
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

void Outbox::forget_before(Instant created) {
  database_.run("DELETE FROM outbox WHERE created < ? AND state <> 'waiting' AND (record <> 0 OR about = '')",
                {created.ms});
}

}  // namespace cundang::accounts
