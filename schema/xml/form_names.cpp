// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/form_names.h"

#include <algorithm>
#include <vector>

#include "schema/xml/embedded_forms.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {
namespace {

using Definitions = std::map<std::string, const xmlNode*, std::less<>>;

std::string chinese_of(const xmlNode* declaration) {
  const auto* ns_attribute = xmlHasNsProp(declaration, chars("zh"), chars("urn:cundang:names"));
  return ns_attribute && ns_attribute->children ? std::string{view(ns_attribute->children->content)} : std::string{};
}

/// The named types and groups of every form, under "type:NAME" and "group:NAME".
void collect_definitions(const xmlNode* schema, Definitions& definitions) {
  for (const auto* node = first_child(schema); node; node = next_sibling(node)) {
    if (view(node->name) == "complexType") definitions["type:" + attribute(node, "name")] = node;
    if (view(node->name) == "group") definitions["group:" + attribute(node, "name")] = node;
  }
}

/// Adds the names of the elements declared or referred to below `node`, not those inside them.
void collect_children(const xmlNode* node, const Definitions& definitions, ChildNames& found) {
  const auto follow = [&](const std::string& key) {
    if (const auto at = definitions.find(key); at != definitions.end())
      collect_children(at->second, definitions, found);
  };
  for (const auto* each = first_child(node); each; each = next_sibling(each)) {
    const auto what = view(each->name);
    if (what == "element") {
      const auto name = attribute(each, "name");
      const bool optional = attribute(each, "minOccurs") == "0";
      const auto [at, is_new] =
          found.emplace(name.empty() ? attribute(each, "ref") : name, ChildName{chinese_of(each), optional});
      if (!is_new) at->second.optional = at->second.optional || optional;
      continue;
    }
    if (what == "group") follow("group:" + attribute(each, "ref"));
    if (what == "extension") follow("type:" + attribute(each, "base"));
    collect_children(each, definitions, found);
  }
}

void collect_elements(const xmlNode* node, std::vector<const xmlNode*>& found) {
  for (const auto* each = first_child(node); each; each = next_sibling(each)) {
    if (view(each->name) == "element" && !attribute(each, "name").empty()) found.push_back(each);
    collect_elements(each, found);
  }
}

}  // namespace

FormNames::FormNames() {
  std::vector<DocPtr> docs;
  Definitions definitions;
  std::vector<const xmlNode*> elements;
  for (const auto& form : embedded_forms()) {
    docs.emplace_back(
        xmlReadMemory(form.text.data(), static_cast<int>(form.text.size()), nullptr, nullptr, XML_PARSE_NONET));
    if (!docs.back()) continue;
    const auto* schema = xmlDocGetRootElement(docs.back().get());
    collect_definitions(schema, definitions);
    collect_elements(schema, elements);
  }
  const auto is_global = [](const xmlNode* element) { return view(element->parent->name) == "schema"; };
  std::stable_partition(elements.begin(), elements.end(), is_global);  // their names go before those of inner elements
  for (const auto* element : elements) {
    const auto name = attribute(element, "name");
    if (auto zh = chinese_of(element); !zh.empty()) chinese_.emplace(name, std::move(zh));
    auto& children = children_[name];
    collect_children(element, definitions, children);
    if (const auto at = definitions.find("type:" + attribute(element, "type")); at != definitions.end())
      collect_children(at->second, definitions, children);
  }
}

const FormNames& FormNames::shared() {
  static const auto* names = new FormNames;
  return *names;
}

std::string_view FormNames::chinese(std::string_view element, std::string_view parent) const {
  if (const auto below = children_.find(parent); below != children_.end())
    if (const auto at = below->second.find(element); at != below->second.end() && !at->second.chinese.empty())
      return at->second.chinese;
  const auto at = chinese_.find(element);
  return at == chinese_.end() ? std::string_view{} : std::string_view{at->second};
}

bool FormNames::knows_child(std::string_view parent, std::string_view child) const {
  const auto at = children_.find(parent);
  return at != children_.end() && at->second.contains(child);
}

bool FormNames::is_optional(std::string_view parent, std::string_view child) const {
  const auto below = children_.find(parent);
  if (below == children_.end()) return false;
  const auto at = below->second.find(child);
  return at != below->second.end() && at->second.optional;
}

std::string FormNames::shown(std::string_view element, std::string_view parent) const {
  const auto zh = chinese(element, parent);
  return zh.empty() ? "<" + std::string{element} + ">" : std::string{zh} + "（" + std::string{element} + "）";
}

}  // namespace cundang::forms
