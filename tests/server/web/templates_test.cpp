// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/templates.h"

#include <gmock/gmock.h>

#include <set>

#include "server/web/embedded.h"
#include "server/web/official_document.h"
#include "server/web/texts.h"

namespace cundang::web {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const auto& file : embedded_files())
    if (file.name.ends_with(".mustache")) names.emplace_back(file.name.substr(0, file.name.size() - 9));
  return names;
}

TEST(Templates, EveryOneRendersInBothLanguages) {
  ASSERT_GT(template_names().size(), 10u);
  for (const auto& name : template_names())
    for (const auto language : {Language::Chinese, Language::English})
      EXPECT_NO_THROW(render(name, Data{}, language)) << name;
}

// The only raw values are what content_html() and papers::to_svg() have escaped themselves.
TEST(Templates, NothingIsWrittenUnescaped) {
  for (const auto& name : template_names()) {
    const auto& text = expanded_template(name, Language::Chinese);
    for (auto at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
      const auto raw = [&](const std::string& value) { return text.compare(at, value.size(), value) == 0; };
      if (raw("{{{content_html}}}") || raw("{{{svg}}}")) {
        at = text.find("}}}", at);
        continue;
      }
      EXPECT_NE(text[at + 2], '{') << name << " " << text.substr(at, 30);
      EXPECT_NE(text[at + 2], '&') << name << " " << text.substr(at, 30);
    }
  }
}

// The content security policy forbids both; a template must not need them.
TEST(Templates, NoScriptAndNoInlineStyle) {
  for (const auto& name : template_names()) {
    const auto& text = expanded_template(name, Language::Chinese);
    for (const auto* forbidden : {"<script", " style=", "javascript:", " onclick", " onload", "http://", "https://"})
      EXPECT_THAT(text, Not(HasSubstr(forbidden))) << name;
  }
}

TEST(Templates, EveryPostCarriesThePageToken) {
  const std::set<std::string> signed_out = {"/sign-in", "/welcome"};
  for (const auto& name : template_names()) {
    const auto& text = expanded_template(name, Language::Chinese);
    for (auto at = text.find("<form method=\"post\""); at != std::string::npos;
         at = text.find("<form method=\"post\"", at + 1)) {
      const auto form = text.substr(at, text.find("</form>", at) - at);
      const auto action = form.find("action=\"") + 8;
      if (signed_out.contains(form.substr(action, form.find('"', action) - action))) continue;
      EXPECT_THAT(form, HasSubstr("name=\"csrf\" value=\"{{csrf}}\"")) << name << form;
    }
  }
}

TEST(Templates, UnknownNameIsOurMistake) {
  EXPECT_THROW(render("nothing", Data{}, Language::Chinese), std::logic_error);
  EXPECT_THROW(text("nothing", Language::Chinese), std::out_of_range);
}

TEST(Templates, ValuesAreEscaped) {
  Data data;
  data.set("message", "<script>alert('x')</script> & \"q\"").set("status", 400);
  const auto html = render("error", data, Language::Chinese);
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
}

TEST(Texts, EveryOneIsThereInBothLanguagesOnce) {
  std::set<std::string_view> seen;
  for (const auto& row : all_texts()) {
    EXPECT_TRUE(seen.insert(row.key).second) << row.key;
    EXPECT_FALSE(row.text.zh.empty()) << row.key;
    EXPECT_TRUE(!row.text.en.empty() || row.key == "days-overdue-before") << row.key;
  }
}

Record record() {
  Record made;
  made.kind = "minutes";
  made.issuer_mark = "铭远市安全生产委员会文件";
  made.doc_no = "铭安〔2012〕5号";
  made.title = "关于<重要>事项";
  made.authors = {{{"AWH"}, "铭远市安全生产委员会"}};
  made.addressees = {{{"ZJW"}, ""}, {{}, "各区人民政府"}};
  made.copies = {{{"SZF"}, "市人民政府"}};
  made.document_date = Date{std::chrono::year{2012} / 7 / 2};
  made.body = {{Paragraph::Kind::Heading, 1, "h1", "一、要求"}, {Paragraph::Kind::Text, 0, "p1", "请于10日内反馈。"}};
  made.demands = {{"p1", {}, "feedback", {}, 10, true}};
  return made;
}

std::string namer(const UnitRef& unit) { return unit.name.empty() ? "名录:" + unit.code.text : unit.name; }

std::string document_of(const Record& made) {
  Data data;
  add_document(data, made, namer);
  return render("document", data, Language::Chinese);
}

TEST(OfficialDocument, HasHeadBodyAndImprintInOrder) {
  const auto html = document_of(record());
  std::size_t last = 0;
  for (const auto* each :
       {"铭远市安全生产委员会文件", "铭安〔2012〕5号", "red-line", "关于&lt;重要&gt;事项", "名录:ZJW、各区人民政府：",
        "id=\"h1\"", "id=\"p1\"", "2012年7月2日", "抄送：市人民政府。"}) {
    const auto at = html.find(each);
    ASSERT_NE(at, std::string::npos) << each << html;
    EXPECT_GT(at, last) << each;
    last = at;
  }
}

TEST(OfficialDocument, DemandingParagraphIsMarked) {
  EXPECT_THAT(document_of(record()), HasSubstr("id=\"p1\" class=\"level-1 demanded\""));
}

TEST(OfficialDocument, WithoutMarkTheAuthorsStandThere) {
  auto made = record();
  made.issuer_mark.clear();
  EXPECT_THAT(document_of(made), HasSubstr("<p class=\"issuer-mark\">铭远市安全生产委员会</p>"));
}

TEST(OfficialDocument, PresumedDateShowsTheYearAlone) {
  auto made = record();
  made.date_presumed = true;
  EXPECT_THAT(document_of(made), HasSubstr("2012年<span class=\"presumed\">"));
}

TEST(OfficialDocument, BodyInTheOriginalSaysSo) {
  Record made;
  made.title = "见正本";
  made.body_in_original = true;
  EXPECT_THAT(document_of(made), HasSubstr("正文见正本"));
}

TEST(ContentHtml, NamesElementsUnitsAndCodes) {
  Node content{
      "minutes",
      {},
      "",
      {{"attendees", {}, "", {{"unit", {{"code", "ZJW"}, {"attendance", "deputy"}}, "", {}, 0}}, 0},
       {"matters", {}, "", {{"matter", {{"id", "m1"}, {"lead", "JTJ"}}, "", {{"text", {}, "<整治>", {}, 0}}, 0}}, 0}},
      0};
  EXPECT_EQ(content_html(content, Language::Chinese, namer),
            "<dl><dt>参会单位</dt><dd><ul><li>名录:ZJW <span class=\"muted\">出席情况：代会</span></li></ul></dd>"
            "<dt>议定事项</dt><dd><ul><li><span class=\"id\">m1</span>  <span class=\"muted\">牵头：名录:JTJ</span>"
            "<ul><li>&lt;整治&gt;</li></ul></li></ul></dd></dl>");
}

TEST(ContentLines, NameIdUnitAndCodesByDepth) {
  Node content{"minutes",
               {},
               "",
               {{"record", {{"id", "R0000027"}}, "", {}, 0},
                {"matters", {}, "", {{"matter", {{"id", "m1"}, {"lead", "JTJ"}}, "整治", {}, 0}}, 0}},
               0};
  const auto lines = content_lines(content, Language::Chinese, namer);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].value, "R0000027");
  EXPECT_EQ(lines[1].name, "议定事项");
  EXPECT_EQ(lines[2].depth, 1);
  EXPECT_EQ(lines[2].value, "m1　整治　牵头：名录:JTJ");
}

TEST(ContentHtml, EmptyContentIsNothing) { EXPECT_EQ(content_html({}, Language::Chinese, namer), ""); }

TEST(KindName, OtherDocumentShowsItsWordAsWritten) {
  Record made;
  made.kind = "other-document";
  made.content.children = {{"kind-name", {}, "法规", {}, 0}};
  EXPECT_EQ(kind_name(made, Language::Chinese), "法规");
  made.kind = "minutes";
  EXPECT_EQ(kind_name(made, Language::Chinese), "会议纪要");
  EXPECT_EQ(kind_name("not-a-kind", Language::Chinese), "not-a-kind");
}

}  // namespace
}  // namespace cundang::web
