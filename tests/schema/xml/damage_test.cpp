// SPDX-License-Identifier: GPL-3.0-or-later
// Good examples damaged at random: the reader always answers with a record or with findings, and never more than its
// bound; run under sanitizers it also shows that mending the tree frees nothing twice.
#include <gtest/gtest.h>

#include <random>

#include "schema/model/kind.h"
#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return limit == 0 ? 0 : random() % limit; }

/// [begin, end) of the line of a place.
std::pair<std::size_t, std::size_t> line_around(const std::string& xml, std::size_t at) {
  const auto before = at == 0 ? std::string::npos : xml.rfind('\n', at - 1);
  const auto end = xml.find('\n', at);
  return {before == std::string::npos ? 0 : before + 1, end == std::string::npos ? xml.size() : end + 1};
}

/// One hurt: a line lost, doubled or moved (still well-formed, mostly), a tag renamed, a byte changed, an end cut off.
void hurt(std::string& xml, Random& random) {
  if (xml.empty()) return;
  const auto at = below(random, xml.size());
  const auto [begin, end] = line_around(xml, at);
  const auto line = xml.substr(begin, end - begin);
  switch (below(random, 6)) {
    case 0:
      xml.erase(begin, end - begin);
      break;
    case 1:
      xml.insert(begin, line);
      break;
    case 2: {
      xml.erase(begin, end - begin);
      xml.insert(line_around(xml, below(random, xml.size())).first, line);
      break;
    }
    case 3:
      xml[at] = static_cast<char>(random());
      break;
    case 4: {
      const auto quote = xml.find('"', at);
      if (quote != std::string::npos) xml.insert(quote, "x");
      break;
    }
    default:
      if (below(random, 8) == 0) xml.resize(at);
  }
}

TEST(Damage, AlwaysGetsAnAnswer) {
  Random random{20120702};
  const RecordReader reader;
  int read = 0, refused = 0;
  for (const auto& kind : all_kinds()) {
    const auto good = testing_forms::read_file(std::string{CUNDANG_SOURCE_DIR} + "/tests/fixtures/records/good/" +
                                               std::string{kind.name} + ".xml");
    for (int i = 0; i < 40; ++i) {
      auto xml = good;
      for (std::size_t hurts = 1 + below(random, 6); hurts > 0; --hurts) hurt(xml, random);
      const auto outcome = reader.read(xml);
      if (outcome) {
        ++read;
        EXPECT_TRUE(reader.read(write_record(outcome.value())).ok()) << xml;
      } else {
        ++refused;
        ASSERT_FALSE(outcome.findings().empty()) << xml;
        EXPECT_TRUE(has_fault(outcome.findings())) << xml;
        EXPECT_LE(outcome.findings().size(), ReadLimits{}.findings + 1);
      }
    }
  }
  EXPECT_GT(read, 50);
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace cundang
