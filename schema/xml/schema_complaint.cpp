// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/schema_complaint.h"

#include <libxml/xmlerror.h>

#include <algorithm>

#include "schema/model/kind.h"
#include "schema/model/utf8.h"
#include "schema/xml/form_names.h"
#include "schema/xml/value_words.h"

namespace cundang::forms {
namespace {

using Mending = SchemaComplaint::Mending;

std::string shown(std::string_view element, std::string_view parent = {}) {
  return FormNames::shared().shown(element, parent);
}

std::string_view parent_of(const xmlNode* node) {
  return node->parent && node->parent->type == XML_ELEMENT_NODE ? view(node->parent->name) : std::string_view{};
}

/// The element as a finding names it: by what it means below its parent.
std::string shown(const xmlNode* node) { return shown(view(node->name), parent_of(node)); }
std::string in_brackets(std::string_view element) { return "<" + std::string{element} + ">"; }

/// The names in "… Expected is one of ( {urn:cundang:record:1}a, {urn:cundang:record:1}b )."
std::vector<std::string> expected_names(std::string_view message) {
  std::vector<std::string> names;
  const auto expected = message.find("Expected is");
  if (expected == std::string_view::npos) return names;
  auto rest = message.substr(message.find('(', expected));
  for (auto brace = rest.find('}'); brace != std::string_view::npos; brace = rest.find('}')) {
    rest.remove_prefix(brace + 1);
    const auto end = rest.find_first_of(", )");
    names.emplace_back(rest.substr(0, end));
  }
  return names;
}

bool is_kind(std::string_view name) { return find_kind(name) != nullptr; }

/// "标题（title）、主送机关（addressees）"; all kinds together are called 文种元素.
Text listed(const std::vector<std::string>& names, std::string_view parent) {
  Text text;
  bool kind_said = false;
  for (const auto& name : names) {
    const bool kind = is_kind(name);
    if (kind && kind_said) continue;
    kind_said = kind_said || kind;
    text.zh += (text.zh.empty() ? "" : "、") + (kind ? std::string{"文种元素"} : shown(name, parent));
    text.en += (text.en.empty() ? "" : ", ") + (kind ? std::string{"a kind element"} : in_brackets(name));
  }
  return text;
}

bool in_record_namespace(const xmlNode* node) { return node->ns && view(node->ns->href) == "urn:cundang:record:1"; }

xmlNode* sibling_named(const xmlNode* from, const std::vector<std::string>& names) {
  for (auto* node = next_sibling(from); node; node = next_sibling(node))
    if (std::find(names.begin(), names.end(), view(node->name)) != names.end()) return node;
  return nullptr;
}

bool stands_before(const xmlNode* from) {
  for (const auto* node = from->prev; node; node = node->prev)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, from->name)) return true;
  return false;
}

const xmlNode* element_before(const xmlNode* node) {
  while (node && node->type != XML_ELEMENT_NODE) node = node->prev;
  return node;
}

/// Of what the validator expected, what must be there: it also lists the optional elements in front of that, and one
/// more of what stands there already.
std::vector<std::string> required(const std::vector<std::string>& expected, const xmlNode* parent,
                                  const xmlNode* before) {
  auto must = expected;
  std::erase_if(must, [&](const auto& name) {
    return FormNames::shared().is_optional(view(parent->name), name) || (before && view(before->name) == name);
  });
  return must.empty() ? expected : must;
}

/// `before` is the element behind which it is missing, nullptr where there is none.
void missing(SchemaComplaint& complaint, const std::vector<std::string>& candidates, const xmlNode* parent,
             const xmlNode* before) {
  const auto expected = required(candidates, parent, before);
  const auto names = listed(expected, view(parent->name));
  const bool several = expected.size() > 1 && !(is_kind(expected.front()) && is_kind(expected.back()));
  complaint.code = "form.missing-element";
  complaint.reason = {shown(parent) + "中缺少" + names.zh + (several ? "（其中之一）" : ""),
                      in_brackets(view(parent->name)) + " lacks " + (several ? "one of " : "") + names.en};
  complaint.cure = {"请补上该元素及其内容", "add the element with its content"};
  complaint.wanted = is_kind(expected.back()) ? "other-document" : expected.back();
}

/// An element that does not fit where it stands.
void misplaced(SchemaComplaint& complaint, const std::vector<std::string>& expected) {
  const auto* node = complaint.node;
  const auto* parent = node->parent;
  const auto name = view(node->name);
  const auto parent_name = parent && parent->type == XML_ELEMENT_NODE ? view(parent->name) : std::string_view{};
  const auto names = listed(expected, parent_name);
  const Text wanted = names.zh.empty() ? Text{} : Text{"，此处应为" + names.zh, "; expected here: " + names.en};
  complaint.mending = Mending::Remove;
  const bool kind_wanted = std::any_of(expected.begin(), expected.end(), is_kind);
  const bool known = in_record_namespace(node) && FormNames::shared().knows_child(parent_name, name);
  if (kind_wanted && !known) {
    complaint.code = "form.unknown-kind";
    complaint.reason = {"没有 " + in_brackets(name) + " 这一文种", "there is no kind " + in_brackets(name)};
    complaint.cure = {"请按格式说明选用文种元素；没有对应文种时用 other-document",
                      "use a kind element of the form, other-document where none fits"};
    return;
  }
  if (known && !expected.empty() && !stands_before(node)) {
    if (auto* found = sibling_named(node, expected)) {
      complaint.code = "form.wrong-order";
      complaint.reason = {shown(node) + "的位置不对" + wanted.zh,
                          in_brackets(name) + " stands in the wrong place" + wanted.en};
      complaint.cure = {"请按格式说明的顺序排列", "put the elements in the order of the form"};
      complaint.mending = Mending::MoveBehind;
      complaint.target = found;
      return;
    }
    missing(complaint, expected, parent, element_before(node->prev));
    complaint.place = (parent ? path_of(parent) : "") + "/" + complaint.wanted;
    complaint.mending = Mending::InsertBefore;
    return;
  }
  complaint.code = "form.unexpected-element";
  complaint.reason = {(known ? "重复或多余的" : "不允许的元素") + shown(node) + wanted.zh,
                      in_brackets(name) + " is not allowed here" + wanted.en};
  complaint.cure = {"请删除该元素，或改为应有的元素", "remove it, or use the element expected"};
}

void content_fault(SchemaComplaint& complaint, std::string_view message) {
  const auto expected = expected_names(message);
  if (message.find("Missing child element") == std::string_view::npos) return misplaced(complaint, expected);
  if (expected.empty()) return;
  missing(complaint, expected, complaint.node, element_before(complaint.node->last));
  complaint.place += "/" + complaint.wanted;
  complaint.mending = Mending::Append;
}

/// The name between the first two quotes, e.g. "The attribute 'id' is required but missing."
std::string quoted(std::string_view message, std::string_view after) {
  const auto at = message.find(after);
  if (at == std::string_view::npos) return {};
  const auto open = message.find('\'', at), close = message.find('\'', open + 1);
  return close == std::string_view::npos ? std::string{} : std::string{message.substr(open + 1, close - open - 1)};
}

void attribute_fault(SchemaComplaint& complaint, std::string_view message, bool absent) {
  const auto name = quoted(message, absent ? "The attribute" : "attribute");
  const auto element = view(complaint.node->name);
  complaint.place += "/@" + name;
  if (absent) {
    complaint.code = "form.missing-attribute";
    complaint.reason = {shown(complaint.node) + "缺少属性 " + name,
                        in_brackets(element) + " lacks the attribute " + name};
    complaint.cure = {"请补上该属性", "add the attribute"};
  } else {
    complaint.code = "form.unexpected-attribute";
    complaint.reason = {shown(complaint.node) + "不允许属性 " + name,
                        in_brackets(element) + " may not have the attribute " + name};
    complaint.cure = {"请删除该属性", "remove the attribute"};
  }
}

/// The choices in "… is not an element of the set {'公开', '内部'}.", joined by a comma.
std::string allowed_values(std::string_view message) {
  const auto open = message.find("the set {");
  if (open == std::string_view::npos) return {};
  const auto close = message.find('}', open);
  auto set = message.substr(open + 9, close == std::string_view::npos ? close : close - open - 9);
  return utf8::replace_all(utf8::replace_all(set, "''", ""), "'", "");
}

void value_fault(SchemaComplaint& complaint, std::string_view message) {
  const auto name = quoted(message.substr(0, message.find("': ") + 1), ", attribute");
  const bool in_attribute = !name.empty();
  const auto element = view(complaint.node->name);
  const auto value = in_attribute ? attribute(complaint.node, name) : own_text(complaint.node);
  const Text what = in_attribute ? Text{shown(complaint.node) + "的属性 " + name,
                                        "the attribute " + name + " of " + in_brackets(element)}
                                 : Text{shown(complaint.node) + "的内容", "the content of " + in_brackets(element)};
  if (in_attribute) complaint.place += "/@" + name;
  const auto words = value_words(element, name, value);
  complaint.code = words.code;
  complaint.reason = {what.zh + words.reason.zh, what.en + words.reason.en};
  const auto choices = allowed_values(message);
  complaint.cure = choices.empty() ? words.cure : Text{"只可填写：" + choices, "one of: " + choices};
}

bool is_value_fault(int code) {
  return (code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && code <= XML_SCHEMAV_CVC_ENUMERATION_VALID) ||
         code == XML_SCHEMAV_CVC_FACET_VALID || code == XML_SCHEMAV_VALUE || code == XML_SCHEMAV_FACET;
}

void other_fault(SchemaComplaint& complaint) {
  complaint.code = "form.not-allowed";
  complaint.reason = {shown(complaint.node) + "的内容不符合格式",
                      "the content of " + in_brackets(view(complaint.node->name)) + " does not follow the form"};
  complaint.cure = {"请对照格式说明改正", "correct it as the form says"};
}

void text_fault(SchemaComplaint& complaint, bool should_be_empty) {
  const auto name = view(complaint.node->name);
  complaint.code = "form.unexpected-text";
  complaint.reason = {shown(complaint.node) + (should_be_empty ? "应为空元素" : "中不应直接写文字"),
                      in_brackets(name) + (should_be_empty ? " must be empty" : " may not hold text of its own")};
  complaint.cure = {"请删除文字，或写入相应的下级元素", "remove the text, or put it into the element meant for it"};
}

void nesting_fault(SchemaComplaint& complaint) {
  complaint.code = "form.unexpected-element";
  complaint.reason = {shown(complaint.node) + "中只能写文字，不应再有元素",
                      in_brackets(view(complaint.node->name)) + " may hold text alone, no elements"};
  complaint.cure = {"请去掉其中的标记，保留文字", "remove the tags in it and keep the text"};
}

}  // namespace

SchemaComplaint understand(const xmlError& error) {
  auto* holder = static_cast<xmlNode*>(error.node);
  SchemaComplaint complaint;
  complaint.node = holder->type == XML_ELEMENT_NODE ? holder : holder->parent;
  complaint.line = line_of(complaint.node);
  if (complaint.line == stand_in_line) return complaint;
  complaint.place = path_of(complaint.node);
  const std::string_view message = error.message ? error.message : "";
  switch (error.code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
      content_fault(complaint, message);
      break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      attribute_fault(complaint, message, true);
      break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      attribute_fault(complaint, message, false);
      break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
      text_fault(complaint, true);
      break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
      text_fault(complaint, false);
      break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
    case XML_SCHEMAV_CVC_TYPE_3_1_2:
      nesting_fault(complaint);
      break;
    default:
      is_value_fault(error.code) ? value_fault(complaint, message) : other_fault(complaint);
  }
  return complaint;
}

void report(const SchemaComplaint& complaint, FindingList& findings) {
  if (complaint.code.empty()) return;
  findings.add(complaint.code, complaint.place, complaint.line, complaint.reason, complaint.cure);
}

}  // namespace cundang::forms
