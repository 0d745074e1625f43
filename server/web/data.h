// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cundang::web {

/// What a template is filled with: texts, truths, lists and named members. Texts are escaped where they are shown.
class Data {
 public:
  using List = std::vector<Data>;
  using Object = std::map<std::string, Data, std::less<>>;

  Data() : value_{Object{}} {}
  Data(std::string text) : value_{std::move(text)} {}         // NOLINT
  Data(std::string_view text) : value_{std::string{text}} {}  // NOLINT
  Data(const char* text) : value_{std::string{text}} {}       // NOLINT
  Data(bool truth) : value_{truth} {}                         // NOLINT
  Data(List list) : value_{std::move(list)} {}                // NOLINT
  Data(int number) : value_{std::to_string(number)} {}        // NOLINT
  Data(long number) : value_{std::to_string(number)} {}       // NOLINT

  /// Sets a member and returns *this. An empty text counts as false in a section.
  Data& set(std::string name, Data value) {
    std::get<Object>(value_)[std::move(name)] = std::move(value);
    return *this;
  }
  /// Appends to the list of that name, making it first.
  Data& push(const std::string& name, Data value) {
    auto& member = std::get<Object>(value_)[name];
    if (!std::holds_alternative<List>(member.value_)) member.value_ = List{};
    std::get<List>(member.value_).push_back(std::move(value));
    return *this;
  }

  const std::variant<std::string, bool, List, Object>& value() const { return value_; }

 private:
  std::variant<std::string, bool, List, Object> value_;
};

}  // namespace cundang::web
