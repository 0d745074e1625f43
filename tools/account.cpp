// SPDX-License-Identifier: GPL-3.0-or-later
// cundang account: persons, tokens and one-time links of a data directory, also beside a running service.
#include <iostream>

#include "schema/model/json.h"
#include "server/accounts/accounts.h"
#include "server/accounts/known_unit.h"
#include "server/accounts/role_text.h"
#include "server/app/unfinished_mark.h"
#include "tools/commands.h"
#include "tools/local_archive.h"

namespace cundang::tools {
namespace {

void need(bool given, const char* option) {
  if (!given)
    throw Error{ErrorCode::UsageError,
                Text{std::string{"缺少选项 "} + option, std::string{"the option "} + option + " is missing"},
                Text{"请补上；见 cundang help account", "add it; see cundang help account"}}
        .with("option", option);
}

std::set<Role> roles_of(const std::vector<std::string>& names) {
  std::set<Role> roles;
  for (const auto& name : names) {
    const auto role = accounts::parse_role(name);
    if (!role)
      throw Error{ErrorCode::UsageError, Text{"没有此角色", "there is no such role"},
                  Text{"可用角色见 cundang help account", "cundang help account lists the roles"}}
          .with("role", name);
    roles.insert(*role);
  }
  return roles;
}

void print_secret(bool json, const char* key, const std::string& secret, const char* zh) {
  if (json)
    std::cout << JsonWriter{}.open_object().member(key, secret).close_object().text() << "\n";
  else
    std::cout << zh << "：" << secret << "\n";
}

void list(const accounts::Accounts& people, bool json) {
  JsonWriter writer;
  writer.open_array();
  for (const auto& person : people.persons.all()) {
    writer.open_object().member("person", person.id.text).member("name", person.name).member("enabled", person.enabled);
    writer.key("grants").open_array();
    std::string line = person.id.text + "\t" + person.name + (person.enabled ? "" : "\t停用");
    for (const auto& [unit, roles] : person.grants) {
      for (const auto role : roles) {
        writer.open_object().member("unit", unit.text).key("role").value(accounts::to_text(role)).close_object();
        line += "\t" + unit.text + ":" + std::string{accounts::to_text(role)};
      }
    }
    writer.close_array().close_object();
    if (!json) std::cout << line << "\n";
  }
  writer.close_array();
  if (json) std::cout << writer.text() << "\n";
}

}  // namespace

int account(const AccountOptions& options) {
  const app::DataLayout layout{options.data};
  app::require_finished(layout);
  if (!std::filesystem::exists(layout.registry()))
    throw Error{ErrorCode::DataDirectoryMissing}.with("data", options.data.string());
  const SystemClock clock;
  accounts::Accounts people{layout.accounts(), clock};
  const auto by = local_operator({}).person;
  const PersonId person{options.person};
  if (options.action == "list") {
    list(people, options.json);
  } else if (options.action == "add") {
    need(!options.person.empty(), "--person");
    need(!options.unit.empty(), "--unit");
    need(!options.roles.empty(), "--role");
    const auto roles = roles_of(options.roles);
    accounts::require_known_unit(open_to_read(options.data)->units(), options.unit);
    if (!people.persons.find(person))
      people.persons.add(person, options.name.empty() ? options.person : options.name, by);
    people.persons.grant(person, {options.unit}, roles, by);
    print_secret(options.json, "path", "/welcome?token=" + people.links.issue(person, by),
                 "一次性登录链接 / one-time link");
  } else if (options.action == "token") {
    need(!options.unit.empty(), "--unit");
    accounts::require_known_unit(open_to_read(options.data)->units(), options.unit);
    print_secret(options.json, "token",
                 people.tokens.issue({options.unit}, options.person.empty() ? by : person, options.name, by),
                 "单位令牌（只显示一次）/ unit token, shown once");
  } else if (options.action == "link") {
    need(!options.person.empty(), "--person");
    print_secret(options.json, "path", "/welcome?token=" + people.links.issue(person, by),
                 "一次性登录链接 / one-time link");
  } else {
    throw Error{ErrorCode::UsageError, Text{"没有此操作", "there is no such action"},
                Text{"可用 add、token、link、list", "it is one of add, token, link, list"}}
        .with("action", options.action);
  }
  return 0;
}

}  // namespace cundang::tools
