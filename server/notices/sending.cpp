// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/sending.h"

#include <algorithm>

namespace cundang::notices {
namespace {

constexpr std::size_t line_max = 450;  // characters; the form allows 500, the title has a few words before it

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }

/// One line without control characters, at most `max` characters.
std::string line_of(std::string_view text, std::size_t max = line_max) {
  std::string line;
  std::size_t characters = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++characters > max) break;
    line += static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? ' ' : c;
  }
  return line;
}

}  // namespace

Record sending_record(const Sending& sending, const UnitRef& office) {
  Record record;
  record.form = "1.0";
  record.kind = record.content.name = "sending";
  record.submitter = office;
  record.authors = {office};
  record.label = Label::Internal;
  if (!sending.unit.empty() && sending.unit != office.code) record.readers = {{sending.unit, ""}};
  const auto subject = line_of(sending.subject);
  record.title = "发送登记：" + subject;
  record.document_date = beijing_day(sending.sent_at);
  auto& children = record.content.children;
  children.push_back(leaf("channel", sending.channel));
  children.push_back(leaf("to", line_of(sending.to)));
  children.push_back(leaf("subject", subject));
  for (const auto& id : sending.about) children.push_back({"about", {{"obligation", id.text}}, "", {}, 0});
  children.push_back(leaf("sent-at", to_text(sending.sent_at)));
  children.push_back(leaf("result", sending.accepted ? "accepted" : "refused"));
  if (const auto answer = line_of(sending.answer, 1000); !answer.empty()) children.push_back(leaf("note", answer));
  return record;
}

}  // namespace cundang::notices
