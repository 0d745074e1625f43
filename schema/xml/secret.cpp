// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/secret.h"

#include <array>

#include "schema/xml/secret_words.h"

namespace cundang::forms {
namespace {

/// Text of an element and all below it, comments left out by the parser.
std::string whole_text(const xmlNode* element) {
  std::string text = own_text(element);
  for (const auto* child = first_child(element); child; child = next_sibling(child)) text += whole_text(child);
  return text;
}

std::optional<Finding> judge(const xmlNode* element) {
  const auto code = secret_code(view(element->name));
  if (code.empty()) return std::nullopt;
  bool secret = carries_marking(code, whole_text(element));
  for (const auto* each = element->properties; each && !secret; each = each->next)
    secret = each->children && carries_marking(code, view(each->children->content));
  return secret ? std::optional{secret_finding(code)} : std::nullopt;
}

}  // namespace

std::optional<Finding> find_secret(const xmlNode* root) {
  if (auto found = judge(root)) return found;
  for (const auto* child = first_child(root); child; child = next_sibling(child)) {
    if (view(child->name) == "body") continue;
    if (auto found = find_secret(child)) return found;
  }
  return std::nullopt;
}

Finding secret_finding(std::string_view code) {
  const auto place = code == "secret.label" ? "/record/label" : "/record/document";
  return {std::string{code},
          Severity::Fault,
          place,
          0,
          {"文件标有国家秘密的密级，本系统不得接收，未保存任何内容",
           "the document is marked as a state secret; this system may not take it, and nothing of it was kept"},
          {"请通过机要渠道办理，并在系统中填报涉密件登记单",
           "use the confidential channel, and file a handover slip (涉密件登记单) here"}};
}

}  // namespace cundang::forms
