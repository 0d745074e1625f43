// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/record_reader.h"

#include "schema/xml/byte_checks.h"
#include "schema/xml/content_checks.h"
#include "schema/xml/finding_list.h"
#include "schema/xml/form_checks.h"
#include "schema/xml/form_schema.h"
#include "schema/xml/parse.h"
#include "schema/xml/record_mapper.h"
#include "schema/xml/record_words.h"
#include "schema/xml/secret.h"
#include "schema/xml/validate.h"

namespace cundang {
namespace {

using namespace forms;

bool is_record(const xmlNode* root) {
  return root && view(root->name) == "record" && root->ns && view(root->ns->href) == record_namespace;
}

void report_root(const xmlNode* root, FindingList& findings) {
  findings.add("form.not-a-record", "/", line_of(root),
               {"根元素不是命名空间 urn:cundang:record:1 中的 record",
                "the root is not record of namespace urn:cundang:record:1"},
               {"请写 <record xmlns=\"urn:cundang:record:1\" form=\"1.0\">",
                "write <record xmlns=\"urn:cundang:record:1\" form=\"1.0\">"});
}

/// What no parser could read: at least nothing marked secret may be quoted or kept.
Outcome<Record> unreadable(std::string_view bytes, FindingList findings) {
  if (auto secret = find_secret_in_bytes(bytes)) return Findings{*secret};
  return std::move(findings).take();
}

}  // namespace

RecordReader::RecordReader(ReadLimits limits) : limits_{limits} { FormSchema::shared(); }

Outcome<Record> RecordReader::read(std::string_view bytes) const {
  FindingList findings{limits_.findings};
  if (!check_bytes(bytes, limits_, findings)) return unreadable(bytes, std::move(findings));
  const auto doc = parse(bytes, limits_, findings);
  if (!doc) return unreadable(bytes, std::move(findings));

  auto* root = xmlDocGetRootElement(doc.get());
  if (auto secret = find_secret(root)) return Findings{*secret};  // first of all: no finding may quote it
  if (!is_record(root)) {
    report_root(root, findings);
    return std::move(findings).take();
  }
  auto record = map_record(root);
  if (is_leaky_handover(record)) return Findings{secret_finding("secret.handover")};
  check_form(record, root, findings);
  validate(doc.get(), findings);
  if (findings.has_fault()) return std::move(findings).take();
  return {std::move(record), std::move(findings).take()};
}

bool is_secret(const Findings& findings) {
  for (const auto& finding : findings)
    if (finding.code.starts_with("secret.")) return true;
  return false;
}

}  // namespace cundang
