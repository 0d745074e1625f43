// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/libxml.h"

namespace cundang::forms {
namespace {

std::string step_of(const xmlNode* element) {
  std::string step{"/"};
  step += view(element->name);
  int before = 0;
  bool alone = true;
  for (const auto* node = element->prev; node; node = node->prev)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, element->name)) ++before;
  for (const auto* node = element->next; node && alone; node = node->next)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, element->name)) alone = false;
  if (before > 0 || !alone) step += "[" + std::to_string(before + 1) + "]";
  return step;
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string own_text(const xmlNode* element) {
  std::string text;
  for (const auto* node = element->children; node; node = node->next)
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) text += view(node->content);
  return text;
}

std::string attribute(const xmlNode* element, std::string_view name) {
  for (const auto* each = element->properties; each; each = each->next)
    if (each->ns == nullptr && view(each->name) == name)
      return each->children ? std::string{view(each->children->content)} : std::string{};
  return {};
}

std::string path_of(const xmlNode* element) {
  std::string path;
  for (const auto* node = element; node && node->type == XML_ELEMENT_NODE; node = node->parent)
    path.insert(0, step_of(node));
  return path;
}

}  // namespace cundang::forms
