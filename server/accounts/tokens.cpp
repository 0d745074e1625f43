// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/tokens.h"

#include <mutex>

#include "schema/model/error.h"
#include "server/accounts/secret.h"

namespace cundang::accounts {

namespace {
constexpr std::chrono::seconds trusted_for{5};
constexpr std::size_t known_max = 10'000;
}  // namespace

std::string Tokens::issue(const UnitCode& unit, const PersonId& person, const std::string& label, const PersonId& by) {
  auto secret = new_secret();
  const auto hash = secret_hash(secret);
  database_.run("INSERT INTO token (hash, unit, person, label, created) VALUES (?, ?, ?, ?, ?)",
                {std::string_view{hash}, std::string_view{unit.text}, std::string_view{person.text},
                 std::string_view{label}, clock_.now().ms});
  trail_.note(by, "token.issue", unit.text + " " + person.text + " " + label);
  return secret;
}

void Tokens::revoke(std::int64_t id, const PersonId& by) {
  if (database_.run("UPDATE token SET revoked = ? WHERE id = ? AND revoked = 0", {clock_.now().ms, id}) == 0)
    throw Error{ErrorCode::NotFound}.with("token", std::to_string(id));
  trail_.note(by, "token.revoke", std::to_string(id));
  const std::unique_lock lock{mutex_};
  known_.clear();
}

std::optional<Actor> Tokens::find(std::string_view secret) {
  const auto hash = secret_hash(secret);
  const auto now = std::chrono::steady_clock::now();
  {
    const std::shared_lock lock{mutex_};
    const auto found = known_.find(hash);
    if (found != known_.end() && now < found->second.until) return found->second.actor;
  }
  auto actor = look_up(hash);
  const std::unique_lock lock{mutex_};
  if (!actor) {
    known_.erase(hash);
    return std::nullopt;
  }
  if (known_.size() >= known_max) known_.clear();
  known_[hash] = {*actor, now + trusted_for};
  return actor;
}

std::optional<Actor> Tokens::look_up(const std::string& hash) const {
  Rows rows{database_,
            "SELECT t.unit, t.person, EXISTS(SELECT 1 FROM grants g WHERE g.person = t.person AND g.unit = t.unit AND "
            "g.role = 'office') FROM token t LEFT JOIN person p ON p.id = t.person "
            "WHERE t.hash = ? AND t.revoked = 0 AND coalesce(p.enabled, 1) = 1",
            {std::string_view{hash}}};
  if (!rows.next()) return std::nullopt;
  Actor actor{{rows.text(1)}, {rows.text(0)}, AuthMethod::Token, {Role::Submitter}};
  if (rows.integer(2) != 0) actor.roles.insert(Role::Office);
  return actor;
}

std::vector<TokenRow> Tokens::all() const {
  std::vector<TokenRow> found;
  Rows rows{database_, "SELECT id, unit, person, label, created, revoked FROM token ORDER BY id"};
  while (rows.next())
    found.push_back(
        {rows.integer(0), {rows.text(1)}, {rows.text(2)}, rows.text(3), {rows.integer(4)}, rows.integer(5) != 0});
  return found;
}

}  // namespace cundang::accounts
