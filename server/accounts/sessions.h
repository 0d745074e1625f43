// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/accounts/persons.h"

namespace cundang::accounts {

struct SessionPolicy {
  std::chrono::minutes idle_max{30};
  std::chrono::hours age_max{12};
};

/// Who is behind a session cookie, and for which of his units he acts just now.
struct Session {
  Person person;
  UnitCode unit;
  Actor actor() const;
};

/// Sessions by the real clock, kept only as hashes. Thread-safe.
class Sessions {
 public:
  Sessions(Database& database, Persons& persons, const Clock& clock, SessionPolicy policy = {})
      : database_{database}, persons_{persons}, clock_{clock}, policy_{policy} {}

  /// @returns the secret for the cookie. The unit is his first; he may choose another.
  std::string open(const Person& person);
  /// Nothing when unknown, idle for too long, too old, or when the person is disabled.
  std::optional<Session> find(std::string_view secret);
  /// @throws Error{Forbidden} for a unit that is not his.
  void choose_unit(std::string_view secret, const UnitCode& unit);
  void close(std::string_view secret);

 private:
  Database& database_;
  Persons& persons_;
  const Clock& clock_;
  SessionPolicy policy_;
};

}  // namespace cundang::accounts
