// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/sessions.h"

#include "schema/model/error.h"
#include "server/accounts/secret.h"

namespace cundang::accounts {

namespace {
constexpr std::int64_t touch_every_ms = 60'000;  // one write a minute is enough to know who is idle
}

Actor Session::actor() const {
  const auto found = person.grants.find(unit);
  return {person.id, unit, AuthMethod::Password, found == person.grants.end() ? std::set<Role>{} : found->second};
}

std::string Sessions::open(const Person& person) {
  const auto now = clock_.now();
  // Old ones leave when a new one comes; no sweeper needed.
  database_.run("DELETE FROM session WHERE opened < ? OR seen < ?",
                {(now - policy_.age_max).ms, (now - policy_.idle_max).ms});
  auto secret = new_secret();
  const auto hash = secret_hash(secret);
  const std::string unit = person.grants.empty() ? "" : person.grants.begin()->first.text;
  database_.run("INSERT INTO session (hash, person, unit, opened, seen) VALUES (?, ?, ?, ?, ?)",
                {std::string_view{hash}, std::string_view{person.id.text}, std::string_view{unit}, now.ms, now.ms});
  return secret;
}

std::optional<Session> Sessions::find(std::string_view secret) {
  const auto hash = secret_hash(secret);
  const auto now = clock_.now();
  PersonId id;
  Session session;
  std::int64_t seen = 0;
  {
    Rows rows{database_,
              "SELECT person, unit, seen FROM session WHERE hash = ? AND opened >= ? AND seen >= ?",
              {std::string_view{hash}, (now - policy_.age_max).ms, (now - policy_.idle_max).ms}};
    if (!rows.next()) return std::nullopt;
    id = {rows.text(0)};
    session.unit = {rows.text(1)};
    seen = rows.integer(2);
  }
  auto person = persons_.find(id);
  if (!person || !person->enabled) return std::nullopt;
  session.person = std::move(*person);
  // A grant taken away while he is signed in counts at once.
  if (!session.person.grants.contains(session.unit))
    session.unit = session.person.grants.empty() ? UnitCode{} : session.person.grants.begin()->first;
  if (now.ms - seen >= touch_every_ms)
    database_.run("UPDATE session SET seen = ? WHERE hash = ?", {now.ms, std::string_view{hash}});
  return session;
}

void Sessions::choose_unit(std::string_view secret, const UnitCode& unit) {
  const auto session = find(secret);
  if (!session || !session->person.grants.contains(unit)) throw Error{ErrorCode::Forbidden}.with("unit", unit.text);
  const auto hash = secret_hash(secret);
  database_.run("UPDATE session SET unit = ? WHERE hash = ?", {std::string_view{unit.text}, std::string_view{hash}});
}

void Sessions::close(std::string_view secret) {
  const auto hash = secret_hash(secret);
  database_.run("DELETE FROM session WHERE hash = ?", {std::string_view{hash}});
}

}  // namespace cundang::accounts
