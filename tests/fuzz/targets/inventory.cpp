// SPDX-License-Identifier: GPL-3.0-or-later
// OCFL inventories: the store takes one text only, and the independent reader understands whatever the store takes.
#include "archive/packages/inventory.h"
#include "archive/verify/json.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

int depth(const verify::Json& json) {
  int deepest = 0;
  for (const auto& item : json.items) deepest = std::max(deepest, depth(item));
  return deepest + 1;
}

bool check(std::string_view input) {
  const auto json = verify::parse_json(input);
  if (json) must(depth(*json) <= verify::json_depth_max + 1, "depth is bounded");
  const auto inventory = packages::parse_inventory(input);
  if (!inventory) return false;
  must(packages::to_json(*inventory) == input, "one inventory, one text");
  must(json.has_value(), "the independent reader reads what the store takes");
  must(json->text_of("id") == inventory->id.text, "both read the same id");
  return true;
}

std::vector<std::string> seeds() {
  packages::Inventory inventory;
  inventory.id = {"urn:cundang:package:0194:2012:D30:R0000001"};
  inventory.created = *parse_instant("2012-07-02T01:02:03.004Z");
  inventory.message = "R0000001–R0000002 \"入库\"";
  inventory.files["R0000001.asice"].octets[0] = 1;
  inventory.files["R0000002.asice"].octets[0] = 2;
  inventory.files["a\"b\\c\n.asice"].octets[0] = 2;
  packages::Inventory odd;
  odd.id = {"urn:cundang:package:log:L000000000000"};
  return {packages::to_json(inventory), packages::to_json(odd), R"({"a":["b",{"c":"\u0041"}]})",
          std::string(30, '[') + "\"a\"" + std::string(30, ']')};
}

const Entered entered{{"inventory", "json", 64 << 10, 40'000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
