// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/templates.h"

#include <kainjow/mustache.hpp>
#include <map>
#include <mutex>
#include <stdexcept>

#include "server/web/embedded.h"
#include "server/web/texts.h"

namespace cundang::web {

namespace {

namespace mustache = kainjow::mustache;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string expand(std::string_view name, Language language, int depth) {
  const auto source = embedded_file(std::string{name} + ".mustache");
  if (source.empty()) throw std::logic_error{"no template " + std::string{name}};
  if (depth > 8) throw std::logic_error{"partials too deep at " + std::string{name}};
  std::string expanded;
  std::size_t at = 0;
  while (true) {
    const auto open = source.find("{{", at);
    expanded += source.substr(at, open - at);
    if (open == std::string_view::npos) return expanded;
    const auto close = source.find("}}", open);
    if (close == std::string_view::npos) throw std::logic_error{"an open tag in " + std::string{name}};
    const auto tag = source.substr(open + 2, close - open - 2);
    if (tag.substr(0, 2) == "t.") {
      expanded += escape_html(text(tag.substr(2), language));
    } else if (!tag.empty() && tag.front() == '>') {
      expanded += expand(trim(tag.substr(1)), language, depth + 1);
    } else {
      expanded += source.substr(open, close + 2 - open);
    }
    at = close + 2;
  }
}

mustache::data to_mustache(const Data& data) {
  if (const auto* text = std::get_if<std::string>(&data.value())) return mustache::data{*text};
  if (const auto* truth = std::get_if<bool>(&data.value())) return mustache::data{*truth};
  if (const auto* list = std::get_if<Data::List>(&data.value())) {
    mustache::data converted{mustache::data::type::list};
    for (const auto& each : *list) converted.push_back(to_mustache(each));
    return converted;
  }
  mustache::data converted{mustache::data::type::object};
  for (const auto& [name, value] : std::get<Data::Object>(data.value())) {
    // {{#name}} of an empty text would open the section; templates ask "is there any".
    const auto* text = std::get_if<std::string>(&value.value());
    converted.set(name, text && text->empty() ? mustache::data{false} : to_mustache(value));
  }
  return converted;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

const std::string& expanded_template(std::string_view name, Language language) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, Language>, std::string> ready;
  const std::lock_guard lock{mutex};
  auto& slot = ready[{std::string{name}, language}];
  if (slot.empty()) slot = expand(name, language, 0);
  return slot;
}

std::string render(std::string_view name, const Data& data, Language language) {
  mustache::mustache page{expanded_template(name, language)};
  if (!page.is_valid()) throw std::logic_error{std::string{name} + ": " + page.error_message()};
  return page.render(to_mustache(data));
}

}  // namespace cundang::web
