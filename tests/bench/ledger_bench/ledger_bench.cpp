// SPDX-License-Identifier: GPL-3.0-or-later
// How many entries a second the ledger replays, and how long reading a day takes. Prints one table; one core.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

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

/// CPU time of this process: what one core is given, however busy the machine.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Entries in the order of their leaves, a minute apart.
class Entries {
 public:
  void add(Record made) {
    const auto leaf = static_cast<LeafIndex>(all.size());
    all.push_back(
        {leaf, {leaf + 1}, start_ + std::chrono::minutes{leaf}, made.submitter.code, {"bench"}, std::move(made)});
  }
  Date last_day() const { return beijing_day(all.back().received_at); }
  std::vector<Entry> all;

 private:
  Instant start_ = parse_instant("2012-07-01T00:00:00Z").value();
};

double replay_into(ledger::Ledger& ledger, const std::vector<Entry>& entries) {
  const auto begin = cpu_seconds();
  for (const auto& entry : entries) ledger.apply(entry);
  return cpu_seconds() - begin;
}

/// The least of some runs: the rest is other people's work.
template <class Work>
double milliseconds(const Work& work) {
  double least = 1e9;
  for (int run = 0; run < 5; ++run) {
    const auto begin = cpu_seconds();
    work();
    least = std::min(least, (cpu_seconds() - begin) * 1e3);
  }
  return least;
}

void replay_table(int count) {
  Entries entries;
  entries.add(units(60));
  entries.add(rules());
  for (int i = 0; i < count; ++i) entries.add(next(i));
  ledger::Ledger ledger;
  const auto seconds = replay_into(ledger, entries.all);
  const auto on = entries.last_day();
  std::printf("%-44s %12zu\n", "entries", entries.all.size());
  std::printf("%-44s %12.0f\n", "replayed a second of one core", static_cast<double>(entries.all.size()) / seconds);
  std::printf("%-44s %12zu\n", "duties", ledger.obligations(on).size());
  std::printf("%-44s %12.1f\n", "every duty on a day, ms", milliseconds([&] { (void)ledger.obligations(on); }));
  const auto one = ledger.obligations(on, {{unit(3)}, {}, {}});
  std::printf("%-44s %12.1f  (%zu duties)\n", "duties of one unit on a day, ms", milliseconds([&] {
                (void)ledger.obligations(on, {{unit(3)}, {}, {}});
              }),
              one.size());
  std::printf("%-44s %12.3f\n", "one duty, ms", milliseconds([&] { (void)ledger.find(one.back().id, on); }));
}

/// Ten thousand units with a letter each, half of them signed for, a quarter answered.
void board_table(int count) {
  Entries entries;
  entries.add(units(count));
  entries.add(rules());
  for (int i = 0; i < count; ++i) {
    auto letter = record("AJJ", node("advisory-letter", {}, {text("problems", "事故多发")}), "建议函");
    letter.addressees = {{{unit(i)}, ""}};
    entries.add(std::move(letter));
    const auto number = to_text(AccessionNumber{static_cast<std::int64_t>(entries.all.size())});
    if (i % 2 == 0)
      entries.add(record(unit(i), node("acknowledgement", {},
                                       {node("record", {{"id", number}}), text("at", "2012-07-03T09:00:00+08:00"),
                                        text("by", "王")})));
    if (i % 4 != 0) continue;
    auto reply = record(unit(i), node("letter-feedback", {}, {text("measures", "方案")}), "建议函");
    reply.answers.emplace_back().record = parse_accession_number(number);
    entries.add(std::move(reply));
  }
  ledger::Ledger ledger;
  replay_into(ledger, entries.all);
  const auto on = entries.last_day();
  std::printf("%-44s %12d\n", "units", count);
  std::printf("%-44s %12zu\n", "duties", ledger.obligations(on).size());
  std::printf("%-44s %12.1f\n", "the board of all units, ms", milliseconds([&] { (void)ledger.obligations(on); }));
}

}  // namespace

int main(int argc, char** argv) {
  replay_table(argc > 1 ? std::atoi(argv[1]) : 200'000);
  board_table(10'000);
  return 0;
}
