// SPDX-License-Identifier: GPL-3.0-or-later
// Import files of old holdings (JSONL): each line is a holding or is refused with its field.
#include "tools/holding.h"

#include <sstream>

#include "schema/model/json.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

std::string written(const tools::Holding& holding) {
  JsonWriter json;
  json.open_object()
      .member("id", holding.id)
      .member("kind", holding.kind)
      .member("title", holding.title)
      .member("issuer", holding.issuer)
      .member("doc_no", holding.doc_no)
      .member("date", holding.date)
      .member("recipients", holding.recipients)
      .member("body", holding.body)
      .close_object();
  return json.text();
}

bool check_line(std::string_view line) {
  const auto outcome = tools::read_holding(line);
  if (!outcome) {
    must_tell(outcome.findings());
    return false;
  }
  const auto& holding = outcome.value();
  for (const auto* text : {&holding.id, &holding.kind, &holding.title, &holding.issuer, &holding.doc_no, &holding.date,
                           &holding.recipients, &holding.body})
    must(is_text(*text), "fields are text");
  const auto again = tools::read_holding(written(holding));
  must(again.ok() && written(again.value()) == written(holding), "what was written reads the same");
  return true;
}

bool check(std::string_view input) {
  std::istringstream in{std::string{input}};
  tools::HoldingLines lines{in};
  std::string line;
  std::size_t bytes = 0;
  bool accepted = false;
  while (lines.next(line)) {
    bytes += line.size();
    accepted = check_line(line) || accepted;
  }
  must(bytes <= input.size(), "lines hold no more than the file");
  return accepted;
}

std::vector<std::string> seeds() {
  return {
      "\xEF\xBB\xBF{\"id\":\"1\",\"kind\":\"通知\",\"title\":\"关于汛期安全的通知\",\"issuer\":\"安委办\","
      "\"doc_no\":\"铭安办〔2012〕5号\",\"date\":\"2012-07-02\",\"recipients\":\"各区县\",\"body\":\"一、\\n二、\"}\r\n"
      "{\"id\":2,\"title\":\"x\",\"date\":null}\n",
      "{\"id\":\"a\",\"title\":\"\\u6c5b\\ud83d\\ude00\\\"\\\\\\/\\b\\f\"}",
      "{\"id\":\"a\",\"title\":[1,2.5,true,{\"x\":{}}]}"};
}

const Entered entered{{"holding", "json", 32 << 10, 20'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
