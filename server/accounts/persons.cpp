// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/persons.h"

#include <algorithm>

#include "schema/model/error.h"
#include "server/accounts/role_text.h"

namespace cundang::accounts {

namespace {

bool is_person_name(std::string_view text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return text.size() >= 2 && text.size() <= 32 && plain(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-'; });
}

std::set<Role> administrator_roles(const Person& person, const UnitCode& except) {
  std::set<Role> held;
  for (const auto& [unit, roles] : person.grants)
    if (unit != except)
      for (const auto role : roles)
        if (is_administrator(role)) held.insert(role);
  return held;
}

// 三员分立: no person holds two of the three, whatever the units.
void check_separation(const Person& person, const UnitCode& unit, const std::set<Role>& roles) {
  auto held = administrator_roles(person, unit);
  for (const auto role : roles)
    if (is_administrator(role)) held.insert(role);
  if (held.size() > 1)
    throw Error{
        ErrorCode::Forbidden,
        Text{"系统管理员、安全管理员、安全审计员不得由一人兼任", "the three administrators are never one person"},
        Text{"请把其中一个角色授予另一人", "grant one of the roles to another person"}}
        .with("person", person.id.text);
}

}  // namespace

void Persons::add(const PersonId& id, const std::string& name, const PersonId& by) {
  if (!is_person_name(id.text))
    throw Error{ErrorCode::BadRequest, Text{"账号名不合要求", "this is no account name"},
                Text{"请用 2 至 32 个小写字母、数字或 . _ -，以字母或数字开头",
                     "use 2 to 32 of a-z, 0-9, . _ -, beginning with a letter or digit"}}
        .with("person", id.text);
  const auto added = database_.run("INSERT OR IGNORE INTO person (id, name, created) VALUES (?, ?, ?)",
                                   {std::string_view{id.text}, std::string_view{name}, clock_.now().ms});
  if (added == 0)
    throw Error{ErrorCode::BadRequest, Text{"账号名已被使用", "the account name is taken"},
                Text{"请另取一个账号名", "choose another one"}}
        .with("person", id.text);
  trail_.note(by, "person.add", id.text);
}

void Persons::grant(const PersonId& id, const UnitCode& unit, const std::set<Role>& roles, const PersonId& by) {
  Transaction transaction{database_};
  const auto person = find(id);
  if (!person) throw Error{ErrorCode::NotFound}.with("person", id.text);
  check_separation(*person, unit, roles);
  database_.run("DELETE FROM grants WHERE person = ? AND unit = ?",
                {std::string_view{id.text}, std::string_view{unit.text}});
  std::string listed;
  for (const auto role : roles) {
    database_.run("INSERT INTO grants (person, unit, role) VALUES (?, ?, ?)",
                  {std::string_view{id.text}, std::string_view{unit.text}, to_text(role)});
    listed += " " + std::string{to_text(role)};
  }
  trail_.note(by, "person.grant", id.text + " " + unit.text + listed);
  transaction.commit();
}

void Persons::enable(const PersonId& id, bool enabled, const PersonId& by) {
  Transaction transaction{database_};
  const auto changed =
      database_.run("UPDATE person SET enabled = ? WHERE id = ?", {std::int64_t{enabled}, std::string_view{id.text}});
  if (changed == 0) throw Error{ErrorCode::NotFound}.with("person", id.text);
  if (!enabled) database_.run("DELETE FROM session WHERE person = ?", {std::string_view{id.text}});
  trail_.note(by, enabled ? "person.enable" : "person.disable", id.text);
  transaction.commit();
}

std::optional<Person> Persons::find(const PersonId& id) const {
  Person person;
  {
    Rows rows{
        database_, "SELECT id, name, enabled, password <> '' FROM person WHERE id = ?", {std::string_view{id.text}}};
    if (!rows.next()) return std::nullopt;
    person = {{rows.text(0)}, rows.text(1), rows.integer(2) != 0, rows.integer(3) != 0, {}};
  }
  Rows rows{database_, "SELECT unit, role FROM grants WHERE person = ?", {std::string_view{id.text}}};
  while (rows.next())
    if (const auto role = parse_role(rows.text(1))) person.grants[{rows.text(0)}].insert(*role);
  return person;
}

std::vector<Person> Persons::all() const {
  std::vector<PersonId> ids;
  {
    Rows rows{database_, "SELECT id FROM person ORDER BY id"};
    while (rows.next()) ids.push_back({rows.text(0)});
  }
  std::vector<Person> found;
  for (const auto& id : ids)
    if (auto person = find(id)) found.push_back(std::move(*person));
  return found;
}

}  // namespace cundang::accounts
