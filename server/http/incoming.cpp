// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/incoming.h"

#include "server/http/encoding.h"
#include "server/http/gate.h"

namespace cundang::http {

namespace {

constexpr std::size_t idempotency_key_bytes_max = 255;
constexpr std::size_t file_name_bytes_max = 1024;  // the form allows 255; the check shall say so, not the door

app::Submission begin(const Call& call) {
  app::Submission submission;
  submission.actor = call.actor();
  const auto key = call.request.header("Idempotency-Key");
  if (key.size() > idempotency_key_bytes_max || !is_clean_text(key))
    throw Error{ErrorCode::BadRequest,
                Text{"Idempotency-Key 过长或不是文本", "the Idempotency-Key is too long or no text"},
                Text{"请用不超过 255 字节的文本", "use at most 255 bytes of text"}};
  submission.idempotency_key = key;
  return submission;
}

std::string read_record(MultipartReader& parts, std::int64_t max) {
  std::string bytes;
  std::string piece(32768, '\0');
  while (const auto got = parts.read(piece.data(), piece.size())) {
    if (bytes.size() + got > static_cast<std::size_t>(max))
      throw Error{ErrorCode::TooLarge}.with("part", "record").with("bytes_max", std::to_string(max));
    bytes.append(piece, 0, got);
  }
  return bytes;
}

app::SpooledAttachment read_attachment(Call& call, MultipartReader& parts, const PartHead& head) {
  if (!head.file_name || head.file_name->empty() || head.file_name->size() > file_name_bytes_max ||
      !is_clean_text(*head.file_name, "\r\n\t"))
    throw Error{
        ErrorCode::BadRequest, Text{"附件没有可用的文件名", "an attachment has no usable file name"},
        Text{"请给每个 attachment 部分写上 UTF-8 的文件名", "give each part `attachment` a file name in UTF-8"}};
  const auto sink = call.site.service.begin_attachment();
  std::string piece(65536, '\0');
  while (const auto got = parts.read(piece.data(), piece.size())) sink->write({piece.data(), got});
  return sink->finish(*head.file_name);
}

}  // namespace

bool may_submit(const Actor& actor) {
  return !actor.unit.empty() && (actor.has(Role::Submitter) || actor.has(Role::Office) || actor.has(Role::Reviewer));
}

Findings findings_of(const Error& error) {
  return {{"request." + std::to_string(error.info().http_status), Severity::Fault, "request", 0, error.reason(),
           error.cure()}};
}

app::Submission read_submission(Call& call) {
  const auto type = call.request.header("Content-Type");
  const auto main = header_main(type);
  if (main == "multipart/form-data") {
    MultipartReader parts{*call.request.body, type};
    return read_parts(call, parts);
  }
  if (main != "application/xml") throw Error{ErrorCode::UnsupportedMediaType}.with("content_type", main);
  auto submission = begin(call);
  submission.record_xml = read_all(call.request, call.site.limits.record_max);
  return submission;
}

app::Submission read_parts(Call& call, MultipartReader& parts) {
  auto submission = begin(call);
  bool has_record = false;
  while (const auto head = parts.next()) {
    if (head->name == "record" && !has_record) {
      submission.record_xml = read_record(parts, call.site.limits.record_max);
      has_record = true;
    } else if (head->name == "attachment") {
      // A form whose file field was left empty sends one part without a name and without bytes.
      char any = 0;
      if (head->file_name && head->file_name->empty() && parts.read(&any, 1) == 0) continue;
      submission.attachments.push_back(read_attachment(call, parts, *head));
    } else {
      throw Error{ErrorCode::BadRequest,
                  Text{"多部分请求中有不应有的部分", "the request has a part that does not belong there"},
                  Text{"请先发一个 record，再发各个 attachment", "send one part `record`, then the parts `attachment`"}}
          .with("part", head->name);
    }
  }
  if (!has_record)
    throw Error{ErrorCode::BadRequest, Text{"缺少 record 部分", "the part `record` is missing"},
                Text{"请把 record.xml 作为 record 部分上传", "send record.xml as the part `record`"}};
  return submission;
}

MultipartReader open_upload(Call& call) {
  const auto type = call.request.header("Content-Type");
  if (header_main(type) != "multipart/form-data") throw Error{ErrorCode::UnsupportedMediaType};
  MultipartReader parts{*call.request.body, type};
  const auto first = parts.next();
  char token[65];
  std::size_t length = 0;
  while (length < sizeof token) {
    const auto got = parts.read(token + length, sizeof token - length);
    if (got == 0) break;
    length += got;
  }
  // The page token comes first, so that nothing of a forged form is ever written.
  if (!first || first->name != csrf_field) throw Error{ErrorCode::CsrfMismatch};
  check_csrf(*call.identity, {token, length});
  return parts;
}

}  // namespace cundang::http
