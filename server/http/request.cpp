// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/request.h"

#include <algorithm>

#include "schema/model/error.h"

namespace cundang::http {

namespace {
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr std::size_t first_reserve_max = 1U << 20U;  // an announced length is believed only so far
}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view value_of(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return {};
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (equal_ignoring_case(key, name)) return value;
  return {};
}

std::string_view Request::query_value(std::string_view name) const { return value_of(query, name); }

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (!equal_ignoring_case(key, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      auto pair = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
      if (pair.size() > name.size() && pair.substr(0, name.size()) == name && pair[name.size()] == '=')
        return pair.substr(name.size() + 1);
    }
  }
  return {};
}

std::string read_all(Request& request, std::int64_t max) {
  if (request.content_length.value_or(0) > max) throw Error{ErrorCode::TooLarge}.with("bytes_max", std::to_string(max));
  const auto limit = static_cast<std::size_t>(max);
  std::string bytes;
  // One byte more than announced, so that the end is seen without another growth.
  bytes.resize(
      std::min<std::size_t>(static_cast<std::size_t>(request.content_length.value_or(16'383)) + 1, first_reserve_max));
  std::size_t used = 0;
  while (true) {
    if (used == bytes.size()) bytes.resize(std::min(bytes.size() * 2, limit + 1));
    const auto got = request.body ? request.body->read(bytes.data() + used, bytes.size() - used) : 0;
    if (got == 0) break;
    used += got;
    if (used > limit) throw Error{ErrorCode::TooLarge}.with("bytes_max", std::to_string(max));
  }
  if (request.body && request.body->truncated())
    throw Error{ErrorCode::BadRequest,
                Text{"正文没有收全就中断了", "the body ended before all that was announced had come"},
                Text{"请重新发送；若经过代理，请检查其是否截断请求",
                     "send it again; if a proxy stands between, check that it does not cut bodies"}};
  bytes.resize(used);
  return bytes;
}

}  // namespace cundang::http
