// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/value_json.h"

namespace cundang {
namespace {

template <class Value>
void write_or_null(JsonWriter& json, std::string_view key, const std::optional<Value>& value) {
  json.key(key);
  if (value)
    json.value(to_text(*value));
  else
    json.null();
}

}  // namespace

void write(JsonWriter& json, std::string_view key, const Text& text) {
  json.key(key).open_object().member("zh", text.zh).member("en", text.en).close_object();
}

void write(JsonWriter& json, std::string_view key, const std::vector<Text>& texts) {
  json.key(key).open_array();
  for (const auto& text : texts) json.open_object().member("zh", text.zh).member("en", text.en).close_object();
  json.close_array();
}

void write(JsonWriter& json, std::string_view key, const std::optional<Date>& day) { write_or_null(json, key, day); }

void write(JsonWriter& json, std::string_view key, const std::optional<AccessionNumber>& number) {
  write_or_null(json, key, number);
}

}  // namespace cundang
