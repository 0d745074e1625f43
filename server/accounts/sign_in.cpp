// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/sign_in.h"

#include "schema/model/error.h"
#include "server/accounts/password.h"

namespace cundang::accounts {

namespace {
constexpr std::size_t name_bytes_max = 64;  // longer than any account name; what is typed is not kept without bound
}

Person SignIn::check(const PersonId& typed, std::string_view password, const std::string& address) {
  const PersonId id{typed.text.substr(0, name_bytes_max)};
  const auto name_subject = "person:" + id.text, address_subject = "address:" + address;
  refuse_when_locked(name_subject, policy_.failures_per_person);
  refuse_when_locked(address_subject, policy_.failures_per_address);

  std::string encoded;
  {
    Rows rows{database_, "SELECT password FROM person WHERE id = ? AND enabled = 1", {std::string_view{id.text}}};
    if (rows.next()) encoded = rows.text(0);
  }
  bool right = false;
  if (encoded.empty()) {
    pretend_to_check(password);
  } else {
    right = password_matches(encoded, password);
  }
  if (!right) {
    for (const auto* subject : {&name_subject, &address_subject})
      database_.run("INSERT INTO failure (subject, at) VALUES (?, ?)", {std::string_view{*subject}, clock_.now().ms});
    trail_.note(id, "sign-in.failed", address);
    throw Error{ErrorCode::Unauthenticated};
  }
  database_.run("DELETE FROM failure WHERE subject = ?", {std::string_view{name_subject}});
  trail_.note(id, "sign-in", address);
  return *persons_.find(id);
}

void SignIn::set_password(const PersonId& id, std::string_view password, const PersonId& by) {
  if (const auto fault = password_fault(password, id.text))
    throw Error{ErrorCode::BadRequest, *fault, Text{"请换一个密码", "choose another password"}};
  const auto encoded = hash_password(password);
  Transaction transaction{database_};
  if (database_.run("UPDATE person SET password = ? WHERE id = ?",
                    {std::string_view{encoded}, std::string_view{id.text}}) == 0)
    throw Error{ErrorCode::NotFound}.with("person", id.text);
  // Who changes a password wants every other door closed.
  database_.run("DELETE FROM session WHERE person = ?", {std::string_view{id.text}});
  trail_.note(by, "password.set", id.text);
  transaction.commit();
}

int SignIn::recent_failures(std::string_view subject) const {
  const auto since = (clock_.now() - policy_.window).ms;
  database_.run("DELETE FROM failure WHERE at < ?", {since});
  Rows rows{database_, "SELECT count(*) FROM failure WHERE subject = ?", {subject}};
  rows.next();
  return static_cast<int>(rows.integer(0));
}

void SignIn::refuse_when_locked(std::string_view subject, int limit) const {
  if (recent_failures(subject) < limit) return;
  throw Error{ErrorCode::TooManyRequests}.with("retry_after",
                                               static_cast<int>(std::chrono::seconds{policy_.window}.count()));
}

}  // namespace cundang::accounts
