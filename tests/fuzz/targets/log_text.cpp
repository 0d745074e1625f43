// SPDX-License-Identifier: GPL-3.0-or-later
// Statements, leaves, names of tiles and entry bundles: the texts of the log.
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/evidence/statement.h"
#include "archive/packages/log_files.h"
#include "archive/verify/leaf_facts.h"
#include "archive/verify/tile_files.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

bool check(std::string_view input) {
  bool accepted = false;
  if (const auto statement = evidence::parse_statement(input)) {
    must(statement->text() == input, "one statement, one text");
    accepted = true;
  }
  if (const auto leaf = evidence::parse_leaf(input)) {
    must(evidence::to_text(*leaf) == input, "one leaf, one text");
    accepted = true;
  }
  if (const auto tile = verify::parse_tile_path(input)) {
    must(evidence::tile_path(tile->level, tile->index, tile->width) == input, "one tile, one path");
    accepted = true;
  }
  if (const auto count = verify::count_of(input); count >= 0)
    must(std::to_string(count) == input, "one count, one text");
  if (const auto leaves = verify::split_bundle(input)) {
    std::vector<std::string> copies{leaves->begin(), leaves->end()};
    must(packages::encode_entry_bundle(copies) == input, "one bundle, one text");
  }
  return accepted;
}

std::vector<std::string> seeds() {
  return {sample("statement.txt"), sample("leaf.txt"),     "tile/0/x001/234.p/17",
          "tile/entries/000",      "tile/7/x123/x456/789", std::string{"\0\3abc\0\0\0\1d", 10}};
}

const Entered entered{{"log_text", "evidence", 70'000, 60'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
