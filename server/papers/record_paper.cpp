// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/record_paper.h"

#include <algorithm>

#include "schema/model/error.h"
#include "server/papers/official.h"
#include "server/papers/table.h"

namespace cundang::papers {

namespace {

constexpr std::size_t bytes_max = 2U << 20U;  // of UTF-8: about a thousand pages

std::string joined(const std::vector<UnitRef>& bodies, const BodyNamer& name) {
  std::string text;
  for (const auto& body : bodies) text += (text.empty() ? "" : "、") + name(body);
  return text;
}

void refuse_endless(const RecordPaper& paper) {
  std::size_t bytes = 0;
  for (const auto& paragraph : paper.record.body) bytes += paragraph.text.size();
  for (const auto& line : paper.content) bytes += line.name.size() + line.value.size();
  if (bytes > bytes_max)
    throw Error{ErrorCode::PaperTooLong, Text{"文件过长，无法排印", "the document is too long to be printed"},
                Text{"请下载存档信息包阅读正本", "download the container and read the original"}}
        .with("record", to_text(paper.number))
        .with("bytes", std::to_string(bytes));
}

std::string date_of(const Record& record) {
  if (!record.document_date) return {};
  if (record.date_presumed) return std::to_string(static_cast<int>(record.document_date->year())) + "年（推定）";
  return to_chinese(*record.document_date);
}

void write_body(OfficialWriter& writer, const Record& record) {
  if (record.body_in_original) writer.paragraph("（正文见正本。）");
  for (const auto& paragraph : record.body) {
    if (paragraph.kind == Paragraph::Kind::Heading)
      writer.heading(paragraph.level, paragraph.text);
    else
      writer.paragraph(paragraph.text);
  }
}

void write_content(OfficialWriter& writer, const RecordPaper& paper) {
  Table table{{{"要素", 1}, {"内容", 3}}, {}, 10.5};
  for (const auto& line : paper.content) {
    std::string indent;
    for (int i = 0; i < line.depth; ++i) indent += "　";
    table.rows.push_back({{{indent + line.name}, {line.value}}});
  }
  write(writer.pages(), table);
}

void write_attachments(OfficialWriter& writer, const Record& record) {
  Table table{{{"附件", 0.5, Align::Centre}, {"名称", 3}, {"类别", 0.8}, {"SHA-256", 3}}, {}, 9};
  for (const auto& attachment : record.attachments)
    table.rows.push_back(
        {{{std::to_string(attachment.number)}, {attachment.name}, {attachment.role}, {attachment.sha256.hex()}}});
  write(writer.pages(), table);
}

}  // namespace

std::string record_pdf(const RecordPaper& paper) {
  refuse_endless(paper);
  const auto& record = paper.record;
  const auto form = PageForm::official();
  Canvas canvas{form.width, form.height, {record.title, joined(record.authors, paper.name), paper.received_at}};
  const auto number = to_text(paper.number);
  OfficialWriter writer{canvas, paper.exercise,
                        "打印件 · " + paper.kind_name + " · 接收登记号 " + number + " · 接收于 " +
                            to_beijing_text(paper.received_at) + " · " + paper.origin + "\nSHA-256 " + paper.digest};
  const auto mark = record.issuer_mark.empty() ? joined(record.authors, paper.name) : record.issuer_mark;
  writer.head({record.copy_number, record.urgency, mark, record.doc_no, record.signatory});
  writer.title(record.title);
  if (!record.addressees.empty()) writer.addressees(joined(record.addressees, paper.name));
  write_body(writer, record);
  // A record without a body is what its elements say.
  const bool bodiless = record.body.empty() && !record.body_in_original;
  if (bodiless && !paper.content.empty()) write_content(writer, paper);
  if (!record.annex_note.empty()) writer.annex_note(record.annex_note);
  if (const auto date = date_of(record); !record.signed_name.empty() || !date.empty())
    writer.signature(record.signed_name, date, record.seal_note);
  if (!record.note.empty()) writer.note(record.note);
  writer.imprint({joined(record.copies, paper.name), record.printed_by,
                  record.printed_on ? to_chinese(*record.printed_on) : std::string{}});
  if ((bodiless || paper.content.empty()) && record.attachments.empty()) return canvas.finish();
  writer.pages().next();
  writer.heading(1, "登记要素");
  writer.skip_lines(0.5);
  if (!bodiless && !paper.content.empty()) write_content(writer, paper);
  writer.skip_lines(0.5);
  if (!record.attachments.empty()) write_attachments(writer, record);
  return canvas.finish();
}

}  // namespace cundang::papers
