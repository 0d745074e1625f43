// SPDX-License-Identifier: GPL-3.0-or-later
// What the security administrator does with accounts, and the trail the security auditor reads.
#include <charconv>

#include "server/accounts/known_unit.h"
#include "server/accounts/role_text.h"
#include "server/http/page.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr int trail_rows = 500;

struct Shown {
  std::string message, secret_title, secret;
};

void require(const Call& call, Role role) {
  if (!call.actor().has(role)) throw Error{ErrorCode::Forbidden};
}

std::string status_of(const Call& call, const accounts::Person& person) {
  if (!person.enabled) return say(call, "status-disabled");
  return say(call, person.has_password ? "status-enabled" : "status-no-password");
}

web::Data person_row(const Call& call, const accounts::Person& person, const std::vector<Unit>& units) {
  web::Data row;
  row.set("id", person.id.text)
      .set("name", person.name)
      .set("enabled", person.enabled)
      .set("status", status_of(call, person));
  for (const auto& [unit, roles] : person.grants) {
    std::string listed;
    for (const auto role : roles)
      listed += (listed.empty() ? "" : "、") + web::in(accounts::role_name(role), call.language);
    row.push("grants", web::Data{}.set("unit", unit_name(units, unit)).set("roles", listed));
  }
  return row;
}

Response show(Call& call, const Shown& shown = {}, int status = 200) {
  auto& people = call.site.accounts;
  const auto units = call.site.service.units();
  auto data = page_data(call, say(call, "accounts"));
  data.set("message", shown.message).set("secret", shown.secret).set("secret_title", shown.secret_title);
  for (const auto& person : people.persons.all()) data.push("persons", person_row(call, person, units));
  for (const auto& unit : units)
    data.push("units", web::Data{}.set("code", unit.code.text).set("name", unit_name(units, unit.code)));
  for (const auto role : accounts::all_roles())
    data.push("roles", web::Data{}
                           .set("value", accounts::to_text(role))
                           .set("name", web::in(accounts::role_name(role), call.language)));
  const auto tokens = people.tokens.all();
  for (const auto& token : tokens)
    data.push("tokens", web::Data{}
                            .set("token_id", static_cast<long>(token.id))
                            .set("unit", unit_name(units, token.unit))
                            .set("person", token.person.text)
                            .set("label", token.label)
                            .set("created", to_beijing_text(token.created))
                            .set("revoked", token.revoked));
  data.set("has_tokens", !tokens.empty());
  return page(call, "accounts", data, status);
}

// Does it and shows the page again; what the rules refuse is said on the page.
template <class Act>
Response act(Call& call, Act&& doing) {
  require(call, Role::SecurityAdmin);
  try {
    return show(call, doing());
  } catch (const Error& error) {
    if (error.info().http_status >= 500) throw;
    const auto reason = error.reason(), cure = error.cure();
    const auto* stop = call.language == web::Language::English ? "; " : "；";
    return show(call, {web::in(reason, call.language) + stop + web::in(cure, call.language), {}, {}},
                error.info().http_status);
  }
}

PersonId person_of(const Call& call) { return {std::string{call.field("person")}}; }

}  // namespace

Response accounts_page(Call& call) {
  require(call, Role::SecurityAdmin);
  return show(call);
}

Response add_person(Call& call) {
  return act(call, [&]() -> Shown {
    call.site.accounts.persons.add(person_of(call), std::string{call.field("name")}, call.actor().person);
    return {};
  });
}

Response grant_roles(Call& call) {
  return act(call, [&]() -> Shown {
    // Who grants does not grant to himself: a second administrator does it.
    if (person_of(call) == call.actor().person)
      throw Error{ErrorCode::Forbidden, Text{"不能给自己授权", "nobody grants roles to himself"},
                  Text{"请由另一名安全管理员办理", "let another security administrator do it"}};
    std::set<Role> roles;
    for (const auto& [name, value] : call.form) {
      if (name != "role") continue;
      const auto role = accounts::parse_role(value);
      if (!role)
        throw Error{ErrorCode::BadRequest, Text{"没有此角色：" + value, "there is no role " + value},
                    Text{"请在页面上选择角色", "choose a role on the page"}}
            .with("role", value);
      roles.insert(*role);
    }
    // Taking all roles away needs no unit that is still there.
    if (!roles.empty()) accounts::require_known_unit(call.site.service.units(), call.field("unit"));
    call.site.accounts.persons.grant(person_of(call), {std::string{call.field("unit")}}, roles, call.actor().person);
    return {};
  });
}

Response enable_person(Call& call) {
  return act(call, [&]() -> Shown {
    if (person_of(call) == call.actor().person)
      throw Error{ErrorCode::Forbidden, Text{"不能停用或启用自己的账号", "nobody disables or enables his own account"},
                  Text{"请由另一名安全管理员办理", "let another security administrator do it"}};
    call.site.accounts.persons.enable(person_of(call), call.field("enabled") == "yes", call.actor().person);
    return {};
  });
}

Response issue_link(Call& call) {
  return act(call, [&]() -> Shown {
    const auto secret = call.site.accounts.links.issue(person_of(call), call.actor().person);
    return {{}, say(call, "new-link") + " · " + person_of(call).text, "/welcome?token=" + secret};
  });
}

Response issue_token(Call& call) {
  return act(call, [&]() -> Shown {
    const UnitCode unit{std::string{call.field("unit")}};
    accounts::require_known_unit(call.site.service.units(), unit.text);
    const auto secret =
        call.site.accounts.tokens.issue(unit, person_of(call), std::string{call.field("label")}, call.actor().person);
    return {{}, say(call, "new-token") + " · " + unit.text, secret};
  });
}

Response revoke_token(Call& call) {
  return act(call, [&]() -> Shown {
    const auto text = call.field("token");
    std::int64_t id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    call.site.accounts.tokens.revoke(id, call.actor().person);
    return {};
  });
}

Response trail_page(Call& call) {
  if (!call.actor().has(Role::SecurityAuditor)) throw Error{ErrorCode::Forbidden};
  auto data = page_data(call, say(call, "trail"));
  for (const auto& row : call.site.accounts.trail.latest(trail_rows))
    data.push("rows", web::Data{}
                          .set("at", to_beijing_text(row.at))
                          .set("person", row.person.text)
                          .set("act", row.act)
                          .set("subject", row.subject));
  return page(call, "trail", data);
}

}  // namespace cundang::http
