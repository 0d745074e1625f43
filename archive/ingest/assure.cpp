// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/assure.h"

#include "archive/crypto/digest.h"
#include "archive/ingest/accession.h"
#include "schema/model/finding_bound.h"
#include "schema/xml/receipt_checks.h"

namespace cundang::ingest {
namespace {

Finding attachment_finding(std::string code, const std::string& name, Text reason, Text cure) {
  return {std::move(code),   Severity::Fault, "/record/attachments/attachment[" + name + "]", 0,
          std::move(reason), std::move(cure)};
}

/// GD-2-7, GD-1-10: the files that came are the files the record declares, in number, order, size and digest.
Findings compare_attachments(const Record& record, const std::vector<SpooledAttachment>& spooled) {
  Findings findings;
  if (record.attachments.size() != spooled.size()) {
    findings.push_back(
        attachment_finding("attachment.count", std::to_string(spooled.size()),
                           {"文件声明了 " + std::to_string(record.attachments.size()) + " 个附件，实际收到 " +
                                std::to_string(spooled.size()) + " 个",
                            "the record declares " + std::to_string(record.attachments.size()) + " attachments, " +
                                std::to_string(spooled.size()) + " came"},
                           {"请按声明的顺序上传全部附件", "upload every attachment in the declared order"}));
    return findings;
  }
  for (std::size_t i = 0; i < spooled.size(); ++i) {
    const auto& declared = record.attachments[i];
    const auto& came = spooled[i];
    if (declared.size != came.size)
      findings.push_back(attachment_finding(
          "attachment.size", declared.name,
          {"附件大小与声明不符：声明 " + std::to_string(declared.size) + " 字节，实际 " + std::to_string(came.size) +
               " 字节",
           "size differs: declared " + std::to_string(declared.size) + " bytes, came " + std::to_string(came.size)},
          {"请核对附件并更正 size", "check the attachment and correct size"}));
    else if (declared.sha256 != came.sha256)
      findings.push_back(attachment_finding(
          "attachment.digest", declared.name,
          {"附件摘要与声明不符，实际为 " + came.sha256.hex(),
           "digest differs; the bytes that came have " + came.sha256.hex()},
          {"请核对附件是否选错，并更正 sha256", "check that it is the right file and correct sha256"}));
  }
  return findings;
}

}  // namespace

Outcome<Record> assure(const RecordReader& reader, const Checks& checks, const Submission& submission,
                       Instant received_at) {
  auto read = reader.read(submission.record_xml);
  if (!read) return read.findings();
  auto findings = read.findings();
  for (auto& finding : compare_attachments(read.value(), submission.attachments))
    findings.push_back(std::move(finding));
  for (auto& finding : check_dates(read.value(), received_at)) findings.push_back(std::move(finding));
  for (auto& finding : checks.check(read.value(), submission.actor, received_at))
    findings.push_back(std::move(finding));
  findings = bounded(std::move(findings));
  if (has_fault(findings)) return findings;
  return {std::move(read.value()), std::move(findings)};
}

Sha256 record_identity(const Sha256& record_digest, const std::vector<SpooledAttachment>& attachments) {
  std::string digests{record_digest.bytes()};
  for (const auto& attachment : attachments) digests += attachment.sha256.bytes();
  return crypto::sha256(digests);
}

}  // namespace cundang::ingest
