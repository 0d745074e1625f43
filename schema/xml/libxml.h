// SPDX-License-Identifier: GPL-3.0-or-later
// For the .cpp files of this folder only: the public headers know nothing of libxml2.
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cundang::forms {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* pointer) const {
    free(pointer);
  }
};
using ParserPtr = std::unique_ptr<xmlParserCtxt, Free<xmlFreeParserCtxt>>;
using DocPtr = std::unique_ptr<xmlDoc, Free<xmlFreeDoc>>;

inline std::string_view view(const xmlChar* text) {
  return text ? std::string_view{reinterpret_cast<const char*>(text)} : std::string_view{};
}
inline const xmlChar* chars(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

/// The parser notes each element's line itself, in _private: libxml2's own field ends at 65535.
inline void set_line(xmlNode* node, int line) {
  node->_private = reinterpret_cast<void*>(static_cast<std::intptr_t>(line));  // NOLINT(performance-no-int-to-ptr)
}
inline int line_of(const xmlNode* node) {
  if (node == nullptr) return 0;
  if (node->type == XML_ATTRIBUTE_NODE || node->type == XML_TEXT_NODE) node = node->parent;
  return node ? static_cast<int>(reinterpret_cast<std::intptr_t>(node->_private)) : 0;
}

inline xmlNode* next_element(xmlNode* node) {
  while (node && node->type != XML_ELEMENT_NODE) node = node->next;
  return node;
}
inline xmlNode* first_child(const xmlNode* node) { return next_element(node->children); }
inline xmlNode* next_sibling(const xmlNode* node) { return next_element(node->next); }

/// Without the white space of XML at either end.
std::string_view trim(std::string_view text);
/// The element's own character data, as written.
std::string own_text(const xmlNode* element);
/// Value of an attribute without namespace, empty where absent.
std::string attribute(const xmlNode* element, std::string_view name);
/// "/record/attachments/attachment[2]": a number only where there are neighbours of the same name.
std::string path_of(const xmlNode* element);

}  // namespace cundang::forms
