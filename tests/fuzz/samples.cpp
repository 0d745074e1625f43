// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/samples.h"

#include "tests/fuzz/target.h"

namespace cundang::fuzz {

std::string sample(const std::string& name) { return file("tests/fuzz/samples/" + name); }

evidence::LogKey sample_log_key() {
  auto vkey = sample("vkey");
  if (vkey.ends_with('\n')) vkey.pop_back();
  return evidence::LogKey::parse(vkey).value();
}

}  // namespace cundang::fuzz
