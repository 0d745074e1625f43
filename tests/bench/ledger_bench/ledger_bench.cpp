// SPDX-License-Identifier: GPL-3.0-or-later
// How many entries a second the ledger replays, and how long reading a day takes. Prints one table; one core.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "server/obligations/ledger.h"

namespace {

using namespace cundang;
using cundang::Entry;

Node node(std::string name, std::vector<std::pair<std::string, std::string>> attributes = {},
          std::vector<Node> children = {}) {
  return {std::move(name), std::move(attributes), {}, std::move(children), 0};
}

Node text(std::string name, std::string value) { return {std::move(name), {}, std::move(value), {}, 0}; }

std::string unit(int i) { return "D" + std::to_string(i); }

Record record(const std::string& by, Node content, const std::string& series = {}) {
  Record made;
  made.kind = content.name;
  made.series = series;
  made.submitter.code.text = by;
  made.authors = {{{by}, ""}};
  made.content = std::move(content);
  return made;
}

Record units(int count) {
  std::vector<Node> all;
  const auto add = [&](const std::string& code, const std::string& unit_class) {
    all.push_back(node("unit", {{"code", code}, {"class", unit_class}}, {node("name", {}, {text("full", code)})}));
  };
  add("AWB", "office");
  add("AJJ", "bureau");
  for (int i = 0; i < count; ++i) add(unit(i), "department");
  return record("AWB", node("unit-register", {}, all));
}

Record rules() {
  const auto rule = [](const std::string& id, Node on, Node who, Node due) {
    return node("rule", {{"id", id}, {"system", "4"}, {"clause", "四(四)2"}, {"from", "2012-01-01"}, {"basis", "假定"}},
                {std::move(on), std::move(who), std::move(due)});
  };
  return record("AWB",
                node("rule-pack", {},
                     {rule("函告", node("on", {{"kind", "advisory-letter"}}),
                           node("each", {{"select", "addressees"}, {"owes", "letter-feedback"}, {"to", "author"}}),
                           node("due", {{"days", "15"}, {"unit", "working"}}))}));
}

/// Of five entries: a letter to two units, its two acknowledgements, one reply, one paper nobody waits for.
Record next(int i) {
  const auto number = to_text(AccessionNumber{2 + i / 5 * 5 + 1});
  const auto first = unit(i / 5 % 60), second = unit((i / 5 + 7) % 60);
  switch (i % 5) {
    case 0: {
      auto letter = record("AJJ", node("advisory-letter", {}, {text("problems", "事故多发")}), "建议函");
      letter.addressees = {{{first}, ""}, {{second}, ""}};
      letter.doc_no = "函〔2012〕" + std::to_string(i) + "号";
      return letter;
    }
    case 1:
    case 2:
      return record(i % 5 == 1 ? first : second, node("acknowledgement", {},
                                                      {node("record", {{"id", number}}),
                                                       text("at", "2012-07-03T09:00:00+08:00"), text("by", "王")}));
    case 3: {
      auto reply = record(first, node("letter-feedback", {}, {text("measures", "方案")}), "建议函");
      Answer answer;
      answer.doc_no = "函〔2012〕" + std::to_string(i - 3) + "号";
      reply.answers = {answer};
      return reply;
    }
    default:
      return record(second, node("circulated-document"), "安全简报");
  }
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 200'000;
  std::vector<Entry> entries;
  const auto start = parse_instant("2012-07-01T00:00:00Z").value();
  const auto add = [&](Record made, int minutes) {
    const auto leaf = static_cast<LeafIndex>(entries.size());
    entries.push_back(
        {leaf, {leaf + 1}, start + std::chrono::minutes{minutes}, made.submitter.code, {"bench"}, std::move(made)});
  };
  add(units(60), 0);
  add(rules(), 0);
  for (int i = 0; i < count; ++i) add(next(i), i);

  auto begin = std::chrono::steady_clock::now();
  ledger::Ledger ledger;
  for (const auto& entry : entries) ledger.apply(entry);
  const auto replay = seconds_since(begin);
  const auto on = beijing_day(entries.back().received_at);

  begin = std::chrono::steady_clock::now();
  const auto all = ledger.obligations(on);
  const auto whole = seconds_since(begin);
  begin = std::chrono::steady_clock::now();
  const auto one = ledger.obligations(on, {{unit(3)}, {}, {}});
  const auto of_unit = seconds_since(begin);

  std::printf("%-34s %12zu\n", "entries", entries.size());
  std::printf("%-34s %12.0f\n", "replayed a second", static_cast<double>(entries.size()) / replay);
  std::printf("%-34s %12zu\n", "duties", all.size());
  std::printf("%-34s %12.1f\n", "every duty on a day, ms", whole * 1e3);
  std::printf("%-34s %12.1f  (%zu duties)\n", "duties of one unit on a day, ms", of_unit * 1e3, one.size());
  return 0;
}
