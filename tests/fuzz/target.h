// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/finding.h"

namespace cundang::fuzz {

/// A reader that meets foreign bytes, and what must hold whatever the bytes are.
struct Target {
  std::string_view name;      ///< of its file and of the program fuzz_NAME
  std::string_view words;     ///< words/WORDS.dict: what its format is made of
  std::size_t bytes_max = 0;  ///< longest input that is tried
  int runs = 0;               ///< inputs that the quick test makes of the seeds
  /// Reads `input` and looks at what came of it. @returns whether it was accepted. @throws Broken where a promise does
  /// not hold; any other exception is a promise broken too.
  bool (*check)(std::string_view input) = nullptr;
  /// Inputs to begin with, the same at every call; at least one of them is accepted.
  std::vector<std::string> (*seeds)() = nullptr;
};

/// Enters a target in the list of its program: one static object in each file under targets/.
struct Entered {
  explicit Entered(const Target& target);
};
/// Every target linked into this program, by name.
std::vector<Target> all_targets();

/// A promise that an input has broken.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};
/// @throws Broken naming the promise.
void must(bool holds, std::string_view promise);

/// What every refusal promises: a code, a place, a reason and a cure in both languages; well-formed, short texts.
void must_tell(const Findings& findings);
void must_tell(const Error& error);
/// Well-formed UTF-8.
bool is_text(std::string_view bytes);

/// Bytes of a file of the source tree. @throws std::runtime_error
std::string file(const std::string& path);
/// Bytes of every file `path/*.xml`, in order of their names.
std::vector<std::string> xml_files(const std::string& path);

}  // namespace cundang::fuzz
