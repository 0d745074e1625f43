// SPDX-License-Identifier: GPL-3.0-or-later
// A kind's own elements in words. The one place where HTML is written without a template: they nest as deep as the form
// allows.
#include <unordered_map>

#include "server/web/official_document.h"
#include "server/web/templates.h"

namespace cundang::web {

namespace {

using Names = std::unordered_map<std::string_view, Text>;

const std::string& named(const Names& names, const std::string& key, Language language) {
  const auto found = names.find(key);
  return found == names.end() ? key : in(found->second, language);
}

const std::string& label(const std::string& element, Language language) {
  static const Names names = {
#define CUNDANG_CONTENT(element, zh, en) {element, {zh, en}},
#define CUNDANG_CODE(value, zh, en)
#include "server/web/content_names.def"
#undef CUNDANG_CONTENT
#undef CUNDANG_CODE
  };
  return named(names, element, language);
}

// Words of the form's code lists: present, in-person, true …
const std::string& spoken(const std::string& value, Language language) {
  static const Names names = {
#define CUNDANG_CONTENT(element, zh, en)
#define CUNDANG_CODE(value, zh, en) {value, {zh, en}},
#include "server/web/content_names.def"
#undef CUNDANG_CONTENT
#undef CUNDANG_CODE
  };
  return named(names, value, language);
}

// What an element says in itself, without those in it.
class Wording {
 public:
  Wording(Language language, const UnitNamer& name) : language_{language}, name_{name} {}
  const std::string& label_of(const Node& node) const { return label(node.name, language_); }
  std::string own_text(const Node& node) const {
    const auto code = node.attribute("code");
    return code.empty() ? spoken(node.text, language_) : name_({{std::string{code}}, node.text});
  }
  // 牵头：市交通局；时限：2012-07-20
  std::string attributes(const Node& node) const {
    std::string text;
    for (const auto& [key, value] : node.attributes) {
      if (key == "series" || key == "code" || key == "id") continue;
      if (!text.empty()) text += language_ == Language::English ? "; " : "；";
      text += label(key, language_) + (language_ == Language::English ? ": " : "：");
      text += names_a_unit(key) ? name_({{value}, {}}) : spoken(value, language_);
    }
    return text;
  }

 private:
  static bool names_a_unit(std::string_view key) { return key == "unit" || key == "lead"; }

  Language language_;
  const UnitNamer& name_;
};

class HtmlWriter {
 public:
  explicit HtmlWriter(Wording wording) : wording_{wording} {}

  std::string whole(const Node& content) {
    std::string html = "<dl>";
    for (const auto& child : content.children)
      html += "<dt>" + escape_html(wording_.label_of(child)) + "</dt><dd>" + value(child) + "</dd>";
    return html + "</dl>";
  }

 private:
  static bool is_list(const Node& node) {
    for (const auto& child : node.children)
      if (child.name != node.children.front().name) return false;
    return !node.children.empty();
  }
  std::string value(const Node& node) const {
    std::string html;
    if (const auto id = node.attribute("id"); !id.empty()) html += "<span class=\"id\">" + escape_html(id) + "</span> ";
    html += escape_html(wording_.own_text(node));
    if (const auto more = wording_.attributes(node); !more.empty())
      html += " <span class=\"muted\">" + escape_html(more) + "</span>";
    if (is_list(node)) return html + list(node);
    for (const auto& child : node.children)
      html += "<div class=\"sub\"><span class=\"muted\">" + escape_html(wording_.label_of(child)) + "</span> " +
              value(child) + "</div>";
    return html;
  }
  std::string list(const Node& node) const {
    std::string html = "<ul>";
    for (const auto& child : node.children) html += "<li>" + value(child) + "</li>";
    return html + "</ul>";
  }

  Wording wording_;
};

void add_lines(std::vector<ContentLine>& lines, const Node& node, int depth, const Wording& wording) {
  for (const auto& child : node.children) {
    std::string value{child.attribute("id")};
    const auto text = wording.own_text(child);
    if (!value.empty() && !text.empty()) value += "　";
    value += text;
    const auto more = wording.attributes(child);
    if (!value.empty() && !more.empty()) value += "　";
    lines.push_back({depth, wording.label_of(child), value + more});
    add_lines(lines, child, depth + 1, wording);
  }
}

}  // namespace

std::string content_html(const Node& content, Language language, const UnitNamer& name) {
  if (content.children.empty()) return {};
  return HtmlWriter{Wording{language, name}}.whole(content);
}

std::vector<ContentLine> content_lines(const Node& content, Language language, const UnitNamer& name) {
  std::vector<ContentLine> lines;
  add_lines(lines, content, 0, Wording{language, name});
  return lines;
}

}  // namespace cundang::web
