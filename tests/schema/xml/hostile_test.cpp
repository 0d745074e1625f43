// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign bytes: bombs, wrong encodings, damage. Each row is refused with its code, quickly, and fetches nothing.
#include <gtest/gtest.h>

#include <chrono>

#include "schema/xml/record_reader.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::codes;
using testing_forms::Sample;
using testing_forms::told;
using namespace std::string_literals;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string utf16(std::string_view ascii, bool big_endian, bool mark) {
  std::string out = mark ? (big_endian ? "\xFE\xFF"s : "\xFF\xFE"s) : ""s;
  for (const char c : ascii) out += big_endian ? "\0"s + c : c + "\0"s;
  return out;
}

std::string with_doctype(const std::string& subset) {
  Sample sample;
  sample.declaration += "<!DOCTYPE record [" + subset + "]>\n";
  sample.body = "<body><p id=\"p1\">&x;</p></body>";
  return sample.xml();
}

std::string with_body(const std::string& body) {
  Sample sample;
  sample.body = "<body>" + body + "</body>";
  return sample.xml();
}

struct Hostile {
  std::string name;
  std::string (*make)();
  std::string code;  ///< of the first finding
};

class HostileBytes : public testing::TestWithParam<Hostile> {};

TEST_P(HostileBytes, AreRefusedQuickly) {
  const auto xml = GetParam().make();
  const auto begin = std::chrono::steady_clock::now();
  const auto outcome = RecordReader{}.read(xml);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  ASSERT_FALSE(outcome.ok());
  ASSERT_FALSE(outcome.findings().empty());
  EXPECT_EQ(outcome.findings().front().code, GetParam().code) << told(outcome.findings());
  EXPECT_LT(taken.count(), 5.0) << "seconds for " << xml.size() << " bytes";
}

INSTANTIATE_TEST_SUITE_P(
    Table, HostileBytes,
    testing::Values(
        Hostile{"Nothing", [] { return ""s; }, "xml.empty"}, Hostile{"Spaces", [] { return "  \n"s; }, "xml.empty"},
        Hostile{"NoXml", [] { return "关于报送工作情况的函"s; }, "xml.empty"},
        Hostile{"BillionLaughs",
                [] {
                  return with_doctype(
                      "<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">"
                      "<!ENTITY x \"&c;&c;&c;&c;&c;&c;&c;&c;\">");
                },
                "xml.doctype"},
        Hostile{"ExternalEntity", [] { return with_doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">"); },
                "xml.doctype"},
        Hostile{"ParameterEntity",
                [] { return with_doctype("<!ENTITY % d SYSTEM \"http://127.0.0.1:1/evil.dtd\"> %d;"); }, "xml.doctype"},
        Hostile{"DoctypeAlone",
                [] {
                  Sample sample;
                  sample.declaration += "<!DOCTYPE record SYSTEM \"http://127.0.0.1:1/record.dtd\">";
                  return sample.xml();
                },
                "xml.doctype"},
        Hostile{"UnknownEntity", [] { return with_body("<p id=\"p1\">&nbsp;</p>"); }, "xml.entity"},
        Hostile{"BareAmpersand", [] { return with_body("<p id=\"p1\">A & B</p>"); }, "xml.bare-markup"},
        Hostile{"Instruction", [] { return with_body("<?php x ?><p id=\"p1\">a</p>"); }, "xml.processing-instruction"},
        Hostile{"Deep", [] { return with_body(repeated("<p>", 41) + repeated("</p>", 41)); }, "xml.too-deep"},
        Hostile{"VeryDeep", [] { return with_body(repeated("<p>", 1'000'000)); }, "xml.too-deep"},
        Hostile{"TenThousandAttributes",
                [] {
                  std::string tag = "<p id=\"p1\"";
                  for (int i = 0; i < 10'000; ++i) tag += " a" + std::to_string(i) + "=\"\"";
                  return with_body(tag + "/>");
                },
                "xml.too-many-attributes"},
        Hostile{"AMillionSameAttributes", [] { return with_body("<p " + repeated("a='' ", 1'000'000) + "/>"); },
                "xml.too-many-attributes"},
        Hostile{"ManyNamespaces",
                [] {
                  std::string tag = "<p";
                  for (int i = 0; i < 100; ++i) tag += " xmlns:n" + std::to_string(i) + "=\"urn:x\"";
                  return with_body(tag + "/>");
                },
                "xml.too-many-namespaces"},
        Hostile{"ManyElements", [] { return with_body(repeated("<p/>", 200'001)); }, "xml.too-many-elements"},
        Hostile{"LongText", [] { return with_body("<p id=\"p1\">" + std::string((1 << 20) + 1, 'x') + "</p>"); },
                "xml.too-long-text"},
        Hostile{"LongTextInPieces",
                [] {
                  return with_body("<p id=\"p1\">" + repeated("x<!-- y -->", (1 << 20) / 3) +
                                   repeated("zzzz", 200'000) + "</p>");
                },
                "xml.too-long-text"},
        Hostile{"TooLarge", [] { return with_body("<!--" + std::string(8 << 20, ' ') + "-->"); }, "xml.too-large"},
        Hostile{"ManyInstructionsOnOneLine",
                [] { return with_body(repeated("<p/>", 100'000) + repeated("<?a?>", 1'000'000)); },
                "xml.processing-instruction"},
        Hostile{"LongUnitCode",
                [] {
                  Sample sample;
                  sample.submitter = "<submitter unit=\"" + std::string(4 << 20, 'A') + "\"/>\n";
                  return sample.xml();
                },
                "form.bad-code"},
        Hostile{"LongPeriod",
                [] {
                  Sample sample;
                  sample.answers =
                      "<answers><answer rule=\"x\" period=\"2012-" + repeated("汛", 1 << 20) + "\"/></answers>\n";
                  return sample.xml();
                },
                "form.bad-value"},
        Hostile{"LongMediaType",
                [] {
                  Sample sample;
                  sample.attachments =
                      "<attachments><attachment number=\"1\" role=\"附件\" name=\"a\" size=\"1\" sha256=\"" +
                      std::string(1 << 20, 'a') + "\" media-type=\"" + repeated("a.", 1 << 20) + "\"/></attachments>\n";
                  return sample.xml();
                },
                "form.bad-value"},
        Hostile{"LongListOfMonths",
                [] {
                  Sample sample;
                  sample.kind =
                      "<rule-pack><validity from=\"2012-01-01\"/><approved-by>x</approved-by><basis>x</basis><rule "
                      "id=\"a\" "
                      "system=\"1\" clause=\"x\" from=\"2012-01-01\" basis=\"x\"><every day=\"1\" period=\"month\" "
                      "month=\"" +
                      repeated("1 11 ", 1 << 20) + "\"/><one owes=\"x\"/></rule></rule-pack>\n";
                  return sample.xml();
                },
                "form.too-long"},
        Hostile{"ManyPlacesToMend", [] { return with_body(repeated("<p id=\"p\">x</p><x/>", 99'000)); },
                "form.unexpected-element"},
        Hostile{"Utf16LittleEndian", [] { return utf16("<record/>", false, true); }, "xml.encoding"},
        Hostile{"Utf16BigEndian", [] { return utf16("<?xml version=\"1.0\"?><record/>", true, true); }, "xml.encoding"},
        Hostile{"Utf16WithoutMark", [] { return utf16("<record/>", false, false); }, "xml.encoding"},
        Hostile{"DeclaredGbk",
                [] {
                  Sample sample;
                  sample.declaration = "<?xml version=\"1.0\" encoding=\"GBK\"?>";
                  return sample.xml();
                },
                "xml.encoding"},
        Hostile{"DeclaredUtf7",
                [] {
                  Sample sample;
                  sample.declaration = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>";
                  return sample.xml();
                },
                "xml.encoding"},
        Hostile{"GbkWithoutSayingSo", [] { return with_body("<p id=\"p1\">\xB0\xB2\xC8\xAB</p>"); }, "xml.broken-utf8"},
        Hostile{"OverlongSlash", [] { return with_body("<p id=\"p1\">\xC0\xAF</p>"); }, "xml.broken-utf8"},
        Hostile{"Surrogate", [] { return with_body("<p id=\"p1\">\xED\xA0\x80</p>"); }, "xml.broken-utf8"},
        Hostile{"ZeroByte", [] { return with_body("<p id=\"p1\">a\0b</p>"s); }, "xml.bad-character"},
        Hostile{"ControlCharacter", [] { return with_body("<p id=\"p1\">a\x0B</p>"); }, "xml.bad-character"},
        Hostile{"ControlCharacterByNumber", [] { return with_body("<p id=\"p1\">a&#11;</p>"); }, "xml.bad-character"},
        Hostile{"NonCharacter", [] { return with_body("<p id=\"p1\">\xEF\xBF\xBF</p>"); }, "xml.bad-character"},
        Hostile{"Version11",
                [] {
                  Sample sample;
                  sample.declaration = "<?xml version=\"1.1\" encoding=\"UTF-8\"?>";
                  return sample.xml();
                },
                "xml.version"},
        Hostile{"Truncated",
                [] {
                  const auto xml = Sample{}.xml();
                  return xml.substr(0, xml.size() - 12);
                },
                "xml.truncated"},
        Hostile{"TwoRoots", [] { return Sample{}.xml() + "<record/>"; }, "xml.extra-content"},
        Hostile{"TagsCross", [] { return with_body("<p id=\"p1\">a</item>"); }, "xml.tag-mismatch"},
        Hostile{"AttributeTwice", [] { return with_body("<p id=\"p1\" id=\"p2\">a</p>"); }, "xml.duplicate-attribute"},
        Hostile{"UnknownPrefix", [] { return with_body("<x:p id=\"p1\">a</x:p>"); }, "xml.namespace"},
        Hostile{"OtherRoot", [] { return "<minutes xmlns=\"urn:cundang:record:1\"/>"s; }, "form.not-a-record"},
        Hostile{"NoNamespace", [] { return "<record form=\"1.0\"/>"s; }, "form.not-a-record"}),
    [](const auto& row) { return row.param.name; });

TEST(Findings, AnEncodingThatIsNoNameIsNotShown) {
  const auto reason = [](const std::string& encoding) {
    const auto outcome = RecordReader{}.read("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><record/>");
    EXPECT_EQ(codes(outcome.findings()), "xml.encoding");
    return outcome.findings().front().reason;
  };
  EXPECT_EQ(reason("GBK"), (Text{"XML 声明的编码是 GBK，只接受 UTF-8",
                                 "the XML declaration names the encoding GBK; only UTF-8 is taken"}));
  for (const auto* odd :
       {"\xE5\xBA", "关于应急工作的通知", " UTF-8", "A-name-longer-than-that-of-any-encoding-there-is"})
    EXPECT_EQ(reason(odd), (Text{"XML 声明的编码不是 UTF-8，只接受 UTF-8",
                                 "the XML declaration names no encoding; only UTF-8 is taken"}));
}

TEST(Findings, AreBoundedWithAClosingNote) {
  const auto outcome = RecordReader{}.read(with_body(repeated("<p>x</p>\n", 5000)));
  ASSERT_EQ(outcome.findings().size(), 201u);
  EXPECT_EQ(outcome.findings().back().code, "findings.more");
  EXPECT_EQ(outcome.findings().front().code, "form.missing-attribute");
}

TEST(Findings, LinesAreRightBeyond65535) {
  const auto xml = with_body(repeated("<p id=\"a\">x</p>\n", 1) + repeated("\n", 70'000) +
                             "<p id=\"b\"> </p>\n<p id=\"c\">&amp;</p>");
  const auto outcome = RecordReader{}.read(xml);
  ASSERT_EQ(codes(outcome.findings()), "form.empty");
  EXPECT_EQ(outcome.findings().front().line, 70'010);
  EXPECT_EQ(outcome.findings().front().place, "/record/body/p[2]");
  const auto broken = RecordReader{}.read(with_body(repeated("\n", 70'000) + "<p id=\"b\">a & b</p>"));
  ASSERT_EQ(codes(broken.findings()), "xml.bare-markup");
  EXPECT_EQ(broken.findings().front().line, 70'009);
}

TEST(Findings, TellEveryPlaceAtOnce) {
  Sample sample;
  sample.submitter = "";
  sample.label = "<label>一般</label>\n";
  sample.document = "<document><doc-no>铭建函〔2012〕5号</doc-no><date>2012-13-01</date></document>\n";
  sample.kind = "<minutes><meeting-date>7月6日</meeting-date><attendees/></minutes>\n";
  sample.body = "<body><p>x</p></body>\n";
  const auto outcome = RecordReader{}.read(sample.xml());
  EXPECT_EQ(codes(outcome.findings()),
            "form.missing-element form.bad-value form.missing-element form.bad-date form.bad-date form.missing-element "
            "form.missing-attribute")
      << told(outcome.findings());
}

TEST(Findings, WellFormednessIsToldOncePerFault) {
  const auto outcome =
      RecordReader{}.read(with_body("<p id=\"p1\">a & b</p>\n<p id=\"p2\">&nbsp;</p>\n<p id=\"p3\">x</item>"));
  EXPECT_EQ(codes(outcome.findings()), "xml.bare-markup xml.entity xml.tag-mismatch") << told(outcome.findings());
}

TEST(Reader, TakesAByteOrderMark) { EXPECT_TRUE(RecordReader{}.read("\xEF\xBB\xBF" + Sample{}.xml()).ok()); }

TEST(Reader, TakesALargeRecordWithinTheLimits) {
  std::string body;
  for (int i = 0; i < 60'000; ++i)
    body += "<p id=\"p" + std::to_string(i) + "\">安全生产责任制落实情况，共检查企业若干家。</p>\n";
  const auto outcome = RecordReader{}.read(with_body(body));
  ASSERT_TRUE(outcome.ok()) << told(outcome.findings());
  EXPECT_EQ(outcome.value().body.size(), 60'000u);
}

}  // namespace
}  // namespace cundang
