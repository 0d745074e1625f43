// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/record_maker.h"

#include "tests/support/prose.h"
#include "tests/support/random.h"

namespace cundang::support {
namespace {

using Kind = RecordMaker::Kind;

std::string kind_element(Kind kind, Prose& prose) {
  switch (kind) {
    case Kind::Minutes:
      return "<minutes "
             "series=\"安委会例会\"><meeting-date>2012-06-28</meeting-date><place>市政府第二会议室</place><chair>" +
             prose.person() +
             "</chair><attendees><unit code=\"ZJW\"/><unit code=\"JTJ\"/></attendees>"
             "<matters><matter id=\"m1\" "
             "lead=\"ZJW\"><text>开展建筑施工安全大检查</text></matter></matters></minutes>\n";
    case Kind::AdvisoryLetter:
      return "<advisory-letter series=\"建议函\"><problems>事故多发</problems><causes>责任制不落实</causes>"
             "<suggestions><suggestion id=\"s1\">请立即整改</suggestion></suggestions></advisory-letter>\n";
    case Kind::OtherDocument:
      break;
  }
  return "<other-document series=\"工作情况\"><kind-name>报告</kind-name></other-document>\n";
}

/// Headings and paragraphs until the whole has `bytes` bytes, the closing tags counted.
void add_body(std::string& xml, std::size_t bytes, Prose& prose, Random& random) {
  constexpr std::string_view end = "</body>\n</record>\n";
  xml += "<body>\n";
  int paragraphs = 0, headings = 0;
  do {
    if (paragraphs % 4 == 0 && xml.size() + 900 < bytes) {
      ++headings;
      xml +=
          "<heading id=\"h" + std::to_string(headings) + "\" level=\"1\">" + prose.heading(headings) + "</heading>\n";
    }
    xml += "<p id=\"p" + std::to_string(++paragraphs) + "\">";
    const int sentences = random.between(2, 5);
    for (int i = 0; i < sentences; ++i) {
      if (i > 0 && xml.size() + 300 + end.size() > bytes) break;
      prose.add_sentence(xml);
    }
    xml += "</p>\n";
  } while (xml.size() + 300 + end.size() < bytes);
  xml += end;
}

std::string make_record(const RecordMaker::Options& options, std::uint64_t number, bool with_title) {
  Random random{options.seed * 0x100000001B3ULL + number};
  Prose prose{random};
  const auto serial = std::to_string(options.seed) + "-" + std::to_string(number);
  std::string xml;
  xml.reserve(options.bytes + 512);
  xml += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<record xmlns=\"urn:cundang:record:1\" form=\"1.0\">\n";
  xml += "<source system=\"load." + options.unit + "\" id=\"" + serial + "\"/>\n";
  xml += "<submitter unit=\"" + options.unit + "\">" + options.unit_name + "</submitter>\n";
  xml += "<author unit=\"" + options.unit + "\">" + options.unit_name + "</author>\n<label>内部</label>\n<document>";
  xml += "<doc-no>铭建发〔2012〕" + std::to_string(number + 1) + "号</doc-no>";
  if (with_title) xml += "<title>" + prose.title() + "（" + serial + "）</title>";
  xml += "<addressees><unit code=\"AJJ\">市安全监管局</unit></addressees>";
  xml += "<date>2012-0" + std::to_string(random.between(1, 6)) + "-" + std::to_string(random.between(10, 28)) +
         "</date></document>\n";
  xml += kind_element(options.kind, prose);
  add_body(xml, options.bytes, prose, random);
  return xml;
}

}  // namespace

std::string RecordMaker::make(std::uint64_t number) const { return make_record(options_, number, true); }

std::string RecordMaker::make_invalid(std::uint64_t number) const { return make_record(options_, number, false); }

}  // namespace cundang::support
