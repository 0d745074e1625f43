// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts/saved_views.h"

#include <algorithm>

#include "schema/model/error.h"

namespace cundang::accounts {
namespace {

constexpr std::int64_t views_max = 100;
constexpr std::size_t name_max = 100, query_max = 1000;  // bytes

void require_name(const SavedView& view) {
  const bool one_line =
      std::none_of(view.name.begin(), view.name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; });
  if (view.name.empty() || view.name.size() > name_max || !one_line || view.query.size() > query_max)
    throw Error{ErrorCode::BadRequest,
                Text{"筛选名称为空、过长或不止一行", "the name of the view is empty, too long or more than a line"},
                Text{"请写 1 至 30 个字，不换行", "write up to thirty characters on one line"}}
        .with("field", "name");
}

}  // namespace

std::int64_t SavedViews::add(const SavedView& view) {
  require_name(view);
  Transaction transaction{database_};
  if (const auto kept = of(view.person, view.unit);
      std::any_of(kept.begin(), kept.end(), [&](const SavedView& each) { return each.name == view.name; }))
    throw Error{ErrorCode::BadRequest, Text{"已有同名的筛选", "there is a view of this name already"},
                Text{"请换一个名称，或先删除原有的", "choose another name, or remove the other one first"}}
        .with("field", "name");
  {
    Rows rows{database_, "SELECT count(*) FROM saved_view WHERE person = ?", {std::string_view{view.person.text}}};
    if (rows.next() && rows.integer(0) >= views_max)
      throw Error{ErrorCode::BadRequest, Text{"保存的筛选已达 100 个", "there are 100 saved views already"},
                  Text{"请先删除不用的", "remove one that is not used"}}
          .with("field", "name");
  }
  database_.run("INSERT INTO saved_view (person, unit, name, query) VALUES (?, ?, ?, ?)",
                {std::string_view{view.person.text}, std::string_view{view.unit.text}, std::string_view{view.name},
                 std::string_view{view.query}});
  std::int64_t id = 0;
  {
    Rows rows{database_, "SELECT last_insert_rowid()"};
    if (rows.next()) id = rows.integer(0);
  }
  transaction.commit();
  return id;
}

void SavedViews::remove(std::int64_t id, const PersonId& person) {
  Transaction transaction{database_};
  if (database_.run("DELETE FROM saved_view WHERE id = ? AND person = ?", {id, std::string_view{person.text}}) == 0)
    throw Error{ErrorCode::NotFound}.with("view", std::to_string(id));
  database_.run("DELETE FROM feed WHERE view = ?", {id});
  transaction.commit();
}

std::vector<SavedView> SavedViews::of(const PersonId& person, const UnitCode& unit) const {
  std::vector<SavedView> found;
  Rows rows{database_,
            "SELECT id, person, unit, name, query FROM saved_view WHERE person = ? AND unit = ? ORDER BY id",
            {std::string_view{person.text}, std::string_view{unit.text}}};
  while (rows.next()) found.push_back({rows.integer(0), {rows.text(1)}, {rows.text(2)}, rows.text(3), rows.text(4)});
  return found;
}

}  // namespace cundang::accounts
