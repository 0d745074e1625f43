// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/fields/fields.h"

#include <array>

namespace cundang::indexer {
namespace {

constexpr std::array<FieldRow, 12> table = {{
    {Field::Id, "id", "登记号", "Q", FieldSort::Term, true},
    {Field::SourceId, "source_id", "来源号", "X", FieldSort::Term, true},
    {Field::Kind, "kind", "文种", "K", FieldSort::Term, true},
    {Field::Unit, "unit", "单位", "U", FieldSort::Term, true},
    {Field::DocNo, "doc_no", "文号", "N", FieldSort::Term, true},
    {Field::Issuer, "issuer", "责任者", "I", FieldSort::Text, true},
    {Field::Series, "series", "类目", "S", FieldSort::Term, true},
    {Field::Label, "label", "密级", "L", FieldSort::Term, true},
    {Field::Date, "date", "日期", "", FieldSort::Day, true},
    {Field::Year, "year", "年度", "", FieldSort::Day, true},
    {Field::Title, "title", "标题", "", FieldSort::Text, true},
    {Field::Audience, "audience", "可见范围", "A", FieldSort::Term, false},
}};

}  // namespace

std::span<const FieldRow> field_table() { return table; }

const FieldRow& field_row(Field field) { return table[static_cast<std::size_t>(field)]; }

std::optional<Field> find_field(std::string_view name) {
  for (const auto& row : table)
    if (row.askable && (row.name == name || row.zh_name == name)) return row.field;
  return std::nullopt;
}

std::string field_term(Field field, std::string_view value) {
  return std::string{field_row(field).prefix} + std::string{value};
}

}  // namespace cundang::indexer
