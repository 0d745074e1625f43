// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/validate.h"

#include <new>
#include <vector>

#include "schema/xml/form_schema.h"
#include "schema/xml/schema_complaint.h"

namespace cundang::forms {
namespace {

using ValidPtr = std::unique_ptr<xmlSchemaValidCtxt, Free<xmlSchemaFreeValidCtxt>>;

/// Compiling is once a process; a context to validate with is once a thread.
xmlSchemaValidCtxt* thread_context() {
  thread_local const ValidPtr context{xmlSchemaNewValidCtxt(FormSchema::shared().compiled())};
  if (!context) throw std::bad_alloc{};
  return context.get();
}

/// Each round reads the whole tree again: many for a record of common size, few for a huge one.
int most_rounds(xmlDoc* doc) {
  constexpr int common_size = 5'000;
  int elements = 0;
  for (const auto* node = xmlDocGetRootElement(doc); node && elements <= common_size; ++elements) {
    const auto* next = first_child(node);
    for (; !next && node; node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr)
      next = next_sibling(node);
    node = next;
  }
  return elements > common_size ? 4 : 30;
}

constexpr std::size_t most_complaints = 400;  ///< of one round

void note(void* list, xmlError* error) {
  auto& complaints = *static_cast<std::vector<SchemaComplaint>*>(list);
  if (error && error->node && complaints.size() < most_complaints) complaints.push_back(understand(*error));
}

std::vector<SchemaComplaint> read_once(xmlDoc* doc) {
  std::vector<SchemaComplaint> complaints;
  auto* context = thread_context();
  xmlSchemaSetValidStructuredErrors(context, note, &complaints);
  const int result = xmlSchemaValidateDoc(context, doc);
  if (result < 0) throw Error{ErrorCode::Internal, "the validator failed"};
  return complaints;
}

void remove(xmlNode* node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

xmlNode* stand_in(const xmlNode* parent, const std::string& name) {
  auto* node = xmlNewNode(parent->ns, chars(name.c_str()));
  set_line(node, stand_in_line);
  return node;
}

void mend_one(const SchemaComplaint& complaint) {
  using enum SchemaComplaint::Mending;
  auto* node = complaint.node;
  switch (complaint.mending) {
    case None:
      return;
    case Remove:
      return remove(node);
    case MoveBehind:
      xmlAddNextSibling(complaint.target, node);
      return;
    case InsertBefore:
      xmlAddPrevSibling(node, stand_in(node->parent, complaint.wanted));
      return;
    case Append:
      xmlAddChild(node, stand_in(node, complaint.wanted));
  }
}

/// Makes the tree fit where it did not. Complaints of one round that mend concern different parents, as libxml2 stops
/// at the first of each and does not look inside. @returns whether anything was changed.
bool mend(const std::vector<SchemaComplaint>& complaints) {
  bool changed = false;
  for (const auto& complaint : complaints) {
    mend_one(complaint);
    changed = changed || complaint.mending != SchemaComplaint::Mending::None;
  }
  return changed;
}

}  // namespace

void validate(xmlDoc* doc, FindingList& findings) {
  int rounds_left = -1;  // unknown until something is wrong: the common record is read once
  do {
    const auto complaints = read_once(doc);
    for (const auto& complaint : complaints) report(complaint, findings);
    if (complaints.empty() || findings.full()) return;
    if (rounds_left < 0) rounds_left = most_rounds(doc);
    if (!mend(complaints)) return;
  } while (--rounds_left > 0);
  findings.cut_short();
}

}  // namespace cundang::forms
