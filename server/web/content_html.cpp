// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where HTML is written without a template: the elements nest as deep as the form allows.
#include <unordered_map>

#include "server/web/official_document.h"
#include "server/web/templates.h"

namespace cundang::web {

namespace {

const std::string& label(const std::string& element, Language language) {
  static const std::unordered_map<std::string_view, Text> names = {
#define CUNDANG_CONTENT(element, zh, en) {element, {zh, en}},
#include "server/web/content_names.def"
#undef CUNDANG_CONTENT
  };
  const auto found = names.find(element);
  return found == names.end() ? element : in(found->second, language);
}

class Writer {
 public:
  Writer(Language language, const UnitNamer& name) : language_{language}, name_{name} {}

  void children_of(const Node& node) {
    html_ += "<dl>";
    for (const auto& [key, value] : node.attributes)
      if (key != "series" && key != "code") pair(label(key, language_), attribute_value(key, value));
    for (const auto& child : node.children) element(child);
    html_ += "</dl>";
  }
  std::string take() { return std::move(html_); }

 private:
  static bool names_a_unit(std::string_view key) { return key == "unit" || key == "lead"; }
  std::string attribute_value(const std::string& key, const std::string& value) const {
    return names_a_unit(key) ? name_({{value}, {}}) : value;
  }
  std::string own_text(const Node& node) const {
    const auto code = node.attribute("code");
    return code.empty() ? node.text : name_({{std::string{code}}, node.text});
  }
  bool only_text(const Node& node) const {
    if (!node.children.empty()) return false;
    for (const auto& [key, value] : node.attributes)
      if (key != "code" && key != "id") return false;
    return true;
  }
  void pair(const std::string& name, const std::string& value) {
    html_ += "<dt>" + escape_html(name) + "</dt><dd>" + escape_html(value) + "</dd>";
  }
  void element(const Node& node) {
    if (only_text(node)) return pair(label(node.name, language_), own_text(node));
    html_ += "<dt>" + escape_html(label(node.name, language_)) + "</dt><dd>" + escape_html(own_text(node));
    children_of(node);
    html_ += "</dd>";
  }

  Language language_;
  const UnitNamer& name_;
  std::string html_;
};

}  // namespace

std::string content_html(const Node& content, Language language, const UnitNamer& name) {
  if (content.children.empty()) return {};
  Writer writer{language, name};
  writer.children_of(content);
  return writer.take();
}

}  // namespace cundang::web
