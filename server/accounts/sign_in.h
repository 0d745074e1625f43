// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "server/accounts/persons.h"

namespace cundang::accounts {

struct SignInPolicy {
  int failures_per_person = 5;      ///< then the name is locked
  int failures_per_address = 50;    ///< a whole office may stand behind one address
  std::chrono::minutes window{15};  ///< failures older than this are forgotten; also how long a lock lasts
};

/// Password sign-in: Argon2id, lockout after repeated failures. Thread-safe.
class SignIn {
 public:
  SignIn(Database& database, Persons& persons, Trail& trail, const Clock& clock, SignInPolicy policy = {})
      : database_{database}, persons_{persons}, trail_{trail}, clock_{clock}, policy_{policy} {}

  /// @throws Error{Unauthenticated} for a wrong name or password alike, Error{TooManyRequests} with fact
  /// "retry_after" (seconds) while locked, even for the right password.
  Person check(const PersonId& id, std::string_view password, const std::string& address);
  /// @throws Error{BadRequest} whose detail says in both languages what is wrong with the password.
  void set_password(const PersonId& id, std::string_view password, const PersonId& by);

 private:
  int recent_failures(std::string_view subject) const;
  void refuse_when_locked(std::string_view subject, int limit) const;
  Database& database_;
  Persons& persons_;
  Trail& trail_;
  const Clock& clock_;
  SignInPolicy policy_;
};

}  // namespace cundang::accounts
