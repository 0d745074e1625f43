// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/feeds.h"

#include "schema/model/error.h"
#include "server/accounts/secret.h"

namespace cundang::accounts {
namespace {

constexpr std::int64_t feeds_max = 100;  // of one person

constexpr std::string_view select =
    "SELECT f.id, f.person, f.unit, f.view, coalesce(v.name, ''), coalesce(v.query, ''), f.created FROM feed f LEFT "
    "JOIN saved_view v ON v.id = f.view WHERE f.revoked = 0 ";

Feed read(const Rows& rows) {
  return {rows.integer(0), {rows.text(1)}, {rows.text(2)},   rows.integer(3),
          rows.text(4),    rows.text(5),   {rows.integer(6)}};
}

}  // namespace

std::string Feeds::issue(const PersonId& person, const UnitCode& unit, std::int64_t view) {
  auto secret = new_secret();
  const auto hash = secret_hash(secret);
  Transaction transaction{database_};
  if (view != 0) {
    Rows rows{database_,
              "SELECT 1 FROM saved_view WHERE id = ? AND person = ? AND unit = ?",
              {view, std::string_view{person.text}, std::string_view{unit.text}}};
    if (!rows.next()) throw Error{ErrorCode::NotFound}.with("view", std::to_string(view));
  }
  {
    Rows rows{database_, "SELECT count(*) FROM feed WHERE person = ? AND revoked = 0", {std::string_view{person.text}}};
    if (rows.next() && rows.integer(0) >= feeds_max)
      throw Error{ErrorCode::BadRequest, Text{"订阅地址已达 100 个", "there are 100 feed addresses already"},
                  Text{"请先停用不用的", "revoke one that is not used"}};
  }
  database_.run(
      "INSERT INTO feed (hash, person, unit, view, created) VALUES (?, ?, ?, ?, ?)",
      {std::string_view{hash}, std::string_view{person.text}, std::string_view{unit.text}, view, clock_.now().ms});
  trail_.note(person, "feed.issue", unit.text + " " + std::to_string(view));
  transaction.commit();
  return secret;
}

void Feeds::revoke(std::int64_t id, const PersonId& person) {
  Transaction transaction{database_};
  if (database_.run("UPDATE feed SET revoked = ? WHERE id = ? AND person = ? AND revoked = 0",
                    {clock_.now().ms, id, std::string_view{person.text}}) == 0)
    throw Error{ErrorCode::NotFound}.with("feed", std::to_string(id));
  trail_.note(person, "feed.revoke", std::to_string(id));
  transaction.commit();
}

std::optional<Feed> Feeds::find(std::string_view secret) const {
  const auto hash = secret_hash(secret);
  Rows rows{database_,
            std::string{select} +
                "AND f.hash = ? AND EXISTS (SELECT 1 FROM person p JOIN grants g ON g.person = p.id WHERE p.id = "
                "f.person AND p.enabled = 1 AND g.unit = f.unit)",
            {std::string_view{hash}}};
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<Feed> Feeds::of(const PersonId& person, const UnitCode& unit) const {
  std::vector<Feed> found;
  Rows rows{database_,
            std::string{select} + "AND f.person = ? AND f.unit = ? ORDER BY f.id",
            {std::string_view{person.text}, std::string_view{unit.text}}};
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace cundang::accounts
