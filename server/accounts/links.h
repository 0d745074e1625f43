// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/accounts/persons.h"
#include "server/accounts/sign_in.h"

namespace cundang::accounts {

/// One-time links: the only way a first password comes about. There is no default account. Thread-safe.
class Links {
 public:
  Links(Database& database, SignIn& sign_in, Trail& trail, const Clock& clock)
      : database_{database}, sign_in_{sign_in}, trail_{trail}, clock_{clock} {}

  /// @returns the secret; an earlier unused link of that person ends.
  std::string issue(const PersonId& person, const PersonId& by, std::chrono::hours lifetime = std::chrono::hours{72});
  /// Whose it is, while it is unused and not expired. Looking does not use it.
  std::optional<PersonId> look(std::string_view secret) const;
  /// Ends the link, then sets the password: a crash between the two costs a new link, never a second use.
  /// @throws Error{Unauthenticated} when used, expired or unknown; Error{BadRequest} for a weak password.
  PersonId redeem(std::string_view secret, std::string_view password);

 private:
  Database& database_;
  SignIn& sign_in_;
  Trail& trail_;
  const Clock& clock_;
};

}  // namespace cundang::accounts
