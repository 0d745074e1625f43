// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/trail.h"

namespace cundang::accounts {

void Trail::note(const PersonId& person, std::string_view act, std::string_view subject) {
  database_.run("INSERT INTO trail (at, person, act, subject) VALUES (?, ?, ?, ?)",
                {clock_.now().ms, std::string_view{person.text}, act, subject});
}

std::vector<TrailRow> Trail::latest(int limit) const {
  std::vector<TrailRow> found;
  Rows rows{database_, "SELECT at, person, act, subject FROM trail ORDER BY id DESC LIMIT ?", {std::int64_t{limit}}};
  while (rows.next()) found.push_back({{rows.integer(0)}, {rows.text(1)}, rows.text(2), rows.text(3)});
  return found;
}

}  // namespace cundang::accounts
