// SPDX-License-Identifier: GPL-3.0-or-later
// Small values wherever they stand: days, instants, periods, numbers of records and documents, encodings. One value has
// one text.
#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/numerals.h"
#include "indexer/analysis/utf8.h"
#include "indexer/query/day_span.h"
#include "schema/model/bytes.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "schema/model/unit.h"
#include "server/accounts/role_text.h"
#include "server/obligations/cited_number.h"
#include "server/obligations/period.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

bool check_time(std::string_view text) {
  const auto date = parse_date(text);
  if (date) must(to_text(*date) == text, "one day, one text");
  const auto instant = parse_instant(text);
  if (instant) {
    must(parse_instant(to_text(*instant)) == instant, "an instant written is read again");
    must(to_beijing_text(*instant).size() >= 19, "a clock shows it");
    const auto day = beijing_day(*instant);
    must(start_of_beijing_day(day) <= *instant && *instant < end_of_beijing_day(day), "an instant lies in its day");
  }
  const auto period = ledger::parse_period(text);
  if (period) {
    must(period->text() == text, "one period, one text");
    must(period->first_day() <= period->last_day(), "a period has days");
    must(ledger::Period::holding(period->length, period->first_day()) == *period, "its first day lies in it");
  }
  const auto span = indexer::parse_day_span(indexer::to_code_points(text));
  if (span) must(span->from >= 0 && span->to <= indexer::day_number_max, "a span of days is within bounds");
  return date || instant || period || span;
}

bool check_number(std::string_view text) {
  const auto accession = parse_accession_number(text);
  if (accession) must(accession->value > 0 && to_text(*accession) == text, "one accession, one text");
  const auto doc_no = indexer::parse_doc_no(text);
  if (doc_no) {
    must(indexer::parse_doc_no(doc_no->text()) == doc_no, "a document number in its normal form is the same");
    must(doc_no->number >= 0 && doc_no->year >= 0, "a document number has a number");
  }
  if (const auto number = indexer::parse_number(indexer::to_code_points(text)))
    must(*number >= 0 && *number <= 99'999'999, "a number is within bounds");
  const auto normal = ledger::normal_doc_no(text);
  if (is_text(text)) must(ledger::normal_doc_no(normal) == normal, "the one spelling stays");
  must(ledger::cited_numbers(text).size() <= 50, "numbers cited are bounded");
  return accession || doc_no;
}

bool check_encoding(std::string_view text) {
  must(from_hex(to_hex(text)) == text && from_base64(to_base64(text)) == text, "bytes written are read again");
  const auto hex = from_hex(text);
  if (hex) must(hex->size() * 2 == text.size(), "two digits a byte");
  const auto base64 = from_base64(text);
  if (base64) must(to_base64(*base64) == text, "one content, one base64");
  const auto unit_class = parse_unit_class(text);
  if (unit_class) must(to_text(*unit_class) == text, "one class of unit, one word");
  const auto role = accounts::parse_role(text);
  if (role) must(accounts::to_text(*role) == text, "one role, one word");
  return hex || base64 || unit_class || role;
}

bool check(std::string_view input) {
  const bool time = check_time(input), number = check_number(input), encoding = check_encoding(input);
  return time || number || encoding;
}

std::vector<std::string> seeds() {
  return {"2012-07-02",
          "2012-07-02T01:02:03.004Z",
          "2012-07-02T09:02:03+08:00",
          "0000-01-01T00:00:00+23:59",
          "2012-H1",
          "2012-Q3",
          "2012-07",
          "2012-01..2012-07-02",
          "二〇一二年七月二日",
          "R0000042",
          "铭安监函〔2012〕17号",
          "国务院令第493号",
          "京安监发2012-5",
          "一百零五",
          "0194abcdef",
          "YWJj",
          "district-office",
          "security-auditor",
          "请按铭安监函［２０１２］第17号和（2012）3号落实"};
}

const Entered entered{{"values", "text", 4 << 10, 60'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
