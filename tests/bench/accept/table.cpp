// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/table.h"

#include <cstdio>

namespace cundang::bench {
namespace {
bool met_so_far = true;
}

void row(const std::string& what, const std::string& value) {
  std::printf("| %-44s | %22s | %-14s | %-4s |\n", what.c_str(), value.c_str(), "", "");
  std::fflush(stdout);
}

void row(const std::string& what, const std::string& value, const std::string& target, bool met) {
  met_so_far = met_so_far && met;
  std::printf("| %-44s | %22s | %-14s | %-4s |\n", what.c_str(), value.c_str(), target.c_str(), met ? "yes" : "NO");
  std::fflush(stdout);
}

void heading(const std::string& text) {
  std::printf("| %-44s | %22s | %-14s | %-4s |\n|%s|%s:|%s|%s|\n", text.c_str(), "value", "target", "met",
              std::string(46, '-').c_str(), std::string(23, '-').c_str(), std::string(16, '-').c_str(),
              std::string(6, '-').c_str());
}

bool all_met() { return met_so_far; }

std::string number(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string megabytes(std::int64_t bytes) { return number(static_cast<double>(bytes) / 1e6, 0) + " MB"; }

}  // namespace cundang::bench
