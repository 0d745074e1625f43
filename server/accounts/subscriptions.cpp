// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/subscriptions.h"

namespace cundang::accounts {
namespace {

constexpr std::string_view select =
    "SELECT s.person, p.name, s.unit, s.address, s.digest, s.at_once FROM subscription s JOIN person p ON p.id = "
    "s.person ";

Subscription read(const Rows& rows) {
  return {{rows.text(0)}, rows.text(1), {rows.text(2)}, rows.text(3), rows.integer(4) != 0, rows.integer(5) != 0};
}

}  // namespace

void Subscriptions::set(const Subscription& subscription) {
  Transaction transaction{database_};
  database_.run(
      "INSERT OR REPLACE INTO subscription (person, unit, address, digest, at_once) VALUES (?, ?, ?, ?, ?)",
      {std::string_view{subscription.person.text}, std::string_view{subscription.unit.text},
       std::string_view{subscription.address}, std::int64_t{subscription.digest}, std::int64_t{subscription.at_once}});
  trail_.note(subscription.person, "subscription.set", subscription.unit.text + " " + subscription.address);
  transaction.commit();
}

void Subscriptions::remove(const PersonId& person, const UnitCode& unit) {
  Transaction transaction{database_};
  if (database_.run("DELETE FROM subscription WHERE person = ? AND unit = ?",
                    {std::string_view{person.text}, std::string_view{unit.text}}) > 0)
    trail_.note(person, "subscription.remove", unit.text);
  transaction.commit();
}

std::optional<Subscription> Subscriptions::find(const PersonId& person, const UnitCode& unit) const {
  Rows rows{database_,
            std::string{select} + "WHERE s.person = ? AND s.unit = ?",
            {std::string_view{person.text}, std::string_view{unit.text}}};
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<Subscription> Subscriptions::active() const {
  std::vector<Subscription> found;
  Rows rows{database_,
            std::string{select} +
                "WHERE p.enabled = 1 AND EXISTS (SELECT 1 FROM grants g WHERE g.person = s.person AND g.unit "
                "= s.unit) ORDER BY s.unit, s.person"};
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace cundang::accounts
