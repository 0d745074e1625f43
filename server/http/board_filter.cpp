// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/board_filter.h"

#include <algorithm>

#include "server/http/encoding.h"

namespace cundang::http {

namespace {

bool has_turn(const ledger::Obligation& duty, std::string_view unit) {
  const auto& turn = duty.whose_turn;
  for (std::size_t at = 0; at < turn.size();) {
    const auto end = std::min(turn.find(' ', at), turn.size());
    if (std::string_view{turn}.substr(at, end - at) == unit) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

bool is_of_age(const ledger::Obligation& duty, const Age& age) {
  return ledger::is_overdue(duty) && age.from <= duty.days_overdue && duty.days_overdue <= age.until;
}

void BoardFilter::narrow(std::vector<ledger::Obligation>& duties) const {
  std::erase_if(duties, [&](const ledger::Obligation& duty) {
    return (age && !is_of_age(duty, *age)) || (!turn.empty() && !has_turn(duty, turn.text));
  });
}

std::string BoardFilter::query() const {
  return "&age=" + std::string{age ? age->code : ""} + "&turn=" + percent_encode(turn.text);
}

BoardFilter board_filter(const Call& call) {
  BoardFilter filter;
  const auto code = call.request.query_value("age");
  const auto* found = std::find_if(ages.begin(), ages.end(), [&](const Age& each) { return each.code == code; });
  if (found != ages.end()) filter.age = found;
  if (!code.empty() && !filter.age)
    throw Error{ErrorCode::BadRequest, Text{"逾期天数档无法读取", "the group of days overdue cannot be read"},
                Text{"请从页面所列中选择", "choose from those the page lists"}}
        .with("parameter", "age");
  filter.turn = call.unit("turn");
  return filter;
}

}  // namespace cundang::http
