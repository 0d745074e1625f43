// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/links.h"

#include "schema/model/error.h"
#include "server/accounts/password.h"
#include "server/accounts/secret.h"

namespace cundang::accounts {

std::string Links::issue(const PersonId& person, const PersonId& by, std::chrono::hours lifetime) {
  auto secret = new_secret();
  const auto hash = secret_hash(secret);
  const auto now = clock_.now();
  Transaction transaction{database_};
  {
    Rows rows{database_, "SELECT 1 FROM person WHERE id = ?", {std::string_view{person.text}}};
    if (!rows.next())
      throw Error{ErrorCode::NotFound, Text{"没有这个账号", "there is no such account"},
                  Text{"请核对账号名，或先建立账号（cundang account add）",
                       "check the name, or make the account first (cundang account add)"}}
          .with("person", person.text);
  }
  database_.run("DELETE FROM link WHERE person = ? OR expires < ?", {std::string_view{person.text}, now.ms});
  database_.run("INSERT INTO link (hash, person, expires) VALUES (?, ?, ?)",
                {std::string_view{hash}, std::string_view{person.text}, (now + lifetime).ms});
  trail_.note(by, "link.issue", person.text);
  transaction.commit();
  return secret;
}

std::optional<PersonId> Links::look(std::string_view secret) const {
  const auto hash = secret_hash(secret);
  Rows rows{database_,
            "SELECT person FROM link WHERE hash = ? AND used = 0 AND expires > ?",
            {std::string_view{hash}, clock_.now().ms}};
  if (!rows.next()) return std::nullopt;
  return PersonId{rows.text(0)};
}

PersonId Links::redeem(std::string_view secret, std::string_view password) {
  const auto person = look(secret);
  if (!person)
    throw Error{ErrorCode::Unauthenticated, Text{"链接已经用过或已过期", "the link was used or has expired"},
                Text{"请向安全管理员索取新的链接", "ask the security administrator for a new one"}};
  if (const auto fault = password_fault(password, person->text))
    throw Error{ErrorCode::BadRequest, *fault, Text{"请换一个密码", "choose another password"}};
  const auto hash = secret_hash(secret);
  // Two at the same moment: the one that marks the link wins, before any password is written.
  if (database_.run("UPDATE link SET used = ? WHERE hash = ? AND used = 0 AND expires > ?",
                    {clock_.now().ms, std::string_view{hash}, clock_.now().ms}) == 0)
    throw Error{ErrorCode::Unauthenticated, Text{"链接已经用过或已过期", "the link was used or has expired"},
                Text{"请向安全管理员索取新的链接", "ask the security administrator for a new one"}};
  sign_in_.set_password(*person, password, *person);
  return *person;
}

}  // namespace cundang::accounts
