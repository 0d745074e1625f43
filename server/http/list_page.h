// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "server/http/page.h"

namespace cundang::http {

/// One page of a list that may be of any length, for a page that may hold several lists: ?NAME=2 is the second page of
/// the list NAME. A page beyond the last is the last.
struct ListPage {
  std::size_t begin = 0, end = 0;  ///< rows shown: [begin, end)
  std::size_t total = 0;
  std::string previous, next;  ///< addresses; empty where there is none
};

/// @param path of the page @throws Error{BadRequest} where NAME is no whole number of 1 or more.
inline ListPage list_page(const Call& call, const std::string& name, std::size_t total, std::size_t rows) {
  const auto pages = std::max<std::size_t>(1, (total + rows - 1) / rows);
  const auto asked = std::min<std::size_t>(pages, call.number(name, 1, 1, 1'000'000));
  const auto link = [&](std::size_t page) {
    return call.request.path + "?" + name + "=" + std::to_string(page) + "#" + name;
  };
  ListPage shown{(asked - 1) * rows, std::min(total, asked * rows), total, {}, {}};
  if (asked > 1) shown.previous = link(asked - 1);
  if (asked < pages) shown.next = link(asked + 1);
  return shown;
}

/// The list as the partial desk_list and its like show it; rows are the caller's.
inline web::Data list_data(const ListPage& shown, const std::string& name, const std::string& title) {
  return web::Data{}
      .set("anchor", name)
      .set("list_title", title)
      .set("total", static_cast<long>(shown.total))
      .set("has_rows", shown.total > 0)
      .set("range", std::to_string(shown.begin + 1) + "–" + std::to_string(shown.end))
      .set("previous_page", shown.previous)
      .set("next_page", shown.next)
      .set("is_paged", !shown.previous.empty() || !shown.next.empty());
}

}  // namespace cundang::http
