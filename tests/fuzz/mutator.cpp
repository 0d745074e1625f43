// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/mutator.h"

#include <algorithm>

#include "schema/model/bytes.h"

namespace cundang::fuzz {

std::vector<std::string> read_words(std::string_view dictionary) {
  std::vector<std::string> words;
  while (!dictionary.empty()) {
    const auto end = std::min(dictionary.find('\n'), dictionary.size());
    const auto line = dictionary.substr(0, end);
    dictionary.remove_prefix(std::min(end + 1, dictionary.size()));
    const auto open = line.find('"'), close = line.rfind('"');
    if (line.starts_with('#') || open == close) continue;
    const auto quoted = line.substr(open + 1, close - open - 1);
    std::string word;
    for (std::size_t i = 0; i < quoted.size(); ++i) {
      if (quoted[i] != '\\' || i + 1 == quoted.size()) {
        word += quoted[i];
      } else if (quoted[i + 1] == 'x' && i + 3 < quoted.size()) {
        word += from_hex(quoted.substr(i + 2, 2)).value_or("");
        i += 3;
      } else {
        word += quoted[++i];
      }
    }
    words.push_back(std::move(word));
  }
  return words;
}

Mutator::Mutator(std::vector<std::string> seeds, std::vector<std::string> words, std::size_t bytes_max,
                 std::uint64_t seed)
    : seeds_{std::move(seeds)}, words_{std::move(words)}, bytes_max_{bytes_max}, random_{seed} {}

std::string Mutator::next() {
  auto bytes = seeds_[below(seeds_.size())];
  do hurt(bytes);
  while (random_.one_in(2));
  if (bytes.size() > bytes_max_) bytes.resize(bytes_max_);
  return bytes;
}

/// Mostly short, so that what is around stays whole.
Mutator::Stretch Mutator::stretch(const std::string& bytes) {
  const auto begin = below(bytes.size());
  const auto longest = random_.one_in(4) ? bytes.size() - begin : std::min<std::size_t>(bytes.size() - begin, 16);
  return {begin, longest == 0 ? 0 : 1 + below(longest)};
}

Mutator::Stretch Mutator::line(const std::string& bytes) {
  const auto at = below(bytes.size());
  const auto before = at == 0 ? std::string::npos : bytes.rfind('\n', at - 1);
  const auto begin = before == std::string::npos ? 0 : before + 1;
  const auto end = bytes.find('\n', at);
  return {begin, (end == std::string::npos ? bytes.size() : end + 1) - begin};
}

/// In place of a stretch, or between two bytes.
void Mutator::put(std::string& bytes, std::string_view what) {
  const auto at = below(bytes.size() + 1);
  bytes.replace(at, random_.one_in(2) ? 0 : std::min(what.size(), bytes.size() - at), what);
}

std::string Mutator::number() {
  constexpr std::string_view numbers[] = {"0",
                                          "1",
                                          "-1",
                                          "00",
                                          "255",
                                          "256",
                                          "65535",
                                          "65536",
                                          "2147483647",
                                          "2147483648",
                                          "4294967295",
                                          "9223372036854775807",
                                          "9223372036854775808",
                                          "18446744073709551616",
                                          "1e9",
                                          "0x10",
                                          "1.5",
                                          "99999999999999999999999"};
  return random_.one_in(2) ? std::string{random_.pick(numbers)} : std::to_string(random_.next() % 10000);
}

void Mutator::hurt(std::string& bytes) {
  const bool whole_line = random_.one_in(2);
  const auto [begin, length] = whole_line ? line(bytes) : stretch(bytes);
  const auto piece = bytes.substr(begin, length);
  switch (random_.between(0, 11)) {
    case 0:
      if (!bytes.empty()) bytes[begin] = static_cast<char>(bytes[begin] ^ (1 << random_.between(0, 7)));
      break;
    case 1:
      if (!bytes.empty()) bytes[begin] = static_cast<char>(random_.next());
      break;
    case 2:
      bytes.insert(begin, 1, static_cast<char>(random_.next()));
      break;
    case 3:
      bytes.erase(begin, length);
      break;
    case 4:
      whole_line ? void(bytes.insert(line(bytes).begin, piece)) : put(bytes, piece);
      break;
    case 5:
      bytes.erase(begin, length);
      whole_line ? void(bytes.insert(line(bytes).begin, piece)) : put(bytes, piece);
      break;
    case 6:
    case 7:
      if (!words_.empty()) put(bytes, random_.pick(words_));
      break;
    case 8: {  // a number in place of a number
      const auto digit = bytes.find_first_of("0123456789", begin);
      if (digit == std::string::npos) break;
      const auto end = std::min(bytes.find_first_not_of("0123456789", digit), bytes.size());
      bytes.replace(digit, end - digit, number());
      break;
    }
    case 9: {  // the end of another seed
      const auto& other = random_.pick(seeds_);
      bytes.replace(begin, std::string::npos, other, below(other.size()), std::string::npos);
      break;
    }
    case 10:  // what grows more than linearly shows itself at the bound
      if (random_.one_in(20) && !piece.empty() && bytes.size() < bytes_max_) {
        std::string many;
        while (bytes.size() + many.size() < bytes_max_) many += piece;
        bytes.insert(begin, many);
      }
      break;
    default:
      if (random_.one_in(4)) bytes.resize(begin);
  }
}

}  // namespace cundang::fuzz
