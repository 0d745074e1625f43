// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/webhooks.h"

#include "schema/model/error.h"
#include "server/accounts/secret.h"

namespace cundang::accounts {

std::string Webhooks::add(const UnitCode& unit, const std::string& url, Date since, const PersonId& by) {
  auto secret = new_secret();
  const auto day = to_text(since);
  Transaction transaction{database_};
  database_.run("INSERT INTO webhook (unit, url, secret, created, since) VALUES (?, ?, ?, ?, ?)",
                {std::string_view{unit.text}, std::string_view{url}, std::string_view{secret}, clock_.now().ms,
                 std::string_view{day}});
  trail_.note(by, "webhook.add", unit.text + " " + url);
  transaction.commit();
  return secret;
}

void Webhooks::remove(std::int64_t id, const PersonId& by) {
  const auto target = std::to_string(id);
  Transaction transaction{database_};
  if (database_.run("DELETE FROM webhook WHERE id = ?", {id}) == 0)
    throw Error{ErrorCode::NotFound}.with("webhook", target);
  database_.run("DELETE FROM outbox WHERE channel = 'webhook' AND target = ? AND state = 'waiting'",
                {std::string_view{target}});
  trail_.note(by, "webhook.remove", target);
  transaction.commit();
}

void Webhooks::enable(std::int64_t id, bool enabled, const PersonId& by) {
  Transaction transaction{database_};
  if (database_.run(
          "UPDATE webhook SET enabled = ?, failing_since = 0, failures = 0, next_try = 0, trouble = '' WHERE id = ?",
          {std::int64_t{enabled}, id}) == 0)
    throw Error{ErrorCode::NotFound}.with("webhook", std::to_string(id));
  trail_.note(by, enabled ? "webhook.enable" : "webhook.disable", std::to_string(id));
  transaction.commit();
}

void Webhooks::hurry(std::int64_t id) { database_.run("UPDATE webhook SET next_try = 0 WHERE id = ?", {id}); }

void Webhooks::succeeded(std::int64_t id) {
  database_.run(
      "UPDATE webhook SET failing_since = 0, failures = 0, next_try = 0, trouble = '' WHERE id = ? AND "
      "failures > 0",
      {id});
}

void Webhooks::failed(std::int64_t id, const std::string& trouble, Instant next_try) {
  database_.run(
      "UPDATE webhook SET failing_since = iif(failing_since = 0, ?, failing_since), failures = failures + 1, "
      "next_try = ?, trouble = ? WHERE id = ?",
      {clock_.now().ms, next_try.ms, std::string_view{trouble}, id});
}

void Webhooks::give_up(std::int64_t id) {
  Transaction transaction{database_};
  database_.run("UPDATE webhook SET enabled = 0 WHERE id = ?", {id});
  trail_.note({"system:notices"}, "webhook.give-up", std::to_string(id));
  transaction.commit();
}

std::vector<Webhook> Webhooks::all() const {
  std::vector<Webhook> found;
  Rows rows{database_,
            "SELECT id, unit, url, secret, created, since, enabled, failing_since, failures, next_try, "
            "trouble FROM webhook ORDER BY id"};
  while (rows.next())
    found.push_back({rows.integer(0),
                     {rows.text(1)},
                     rows.text(2),
                     rows.text(3),
                     {rows.integer(4)},
                     parse_date(rows.text(5)).value_or(Date{}),
                     rows.integer(6) != 0,
                     {rows.integer(7)},
                     static_cast<int>(rows.integer(8)),
                     {rows.integer(9)},
                     rows.text(10)});
  return found;
}

}  // namespace cundang::accounts
