// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cundang::http {

enum class Method { Get, Post };

/// The bytes of a request's body as they arrive.
class Body {
 public:
  virtual ~Body() = default;
  /// Up to `max` bytes; 0 at the end. @throws Error{TooLarge} past the limit of the server.
  virtual std::size_t read(char* into, std::size_t max) = 0;
  /// Whether the body ended before all that was announced had come.
  virtual bool truncated() const = 0;
};

using Fields = std::vector<std::pair<std::string, std::string>>;  ///< in order; names may repeat

/// One HTTP request, free of the library that read it.
struct Request {
  Method method = Method::Get;
  bool head_only = false;  ///< HEAD: answered as GET without its body
  std::string path;        ///< as sent, without the query; percent-encoded
  Fields query;            ///< decoded
  Fields headers;
  std::string address;  ///< of the client, without port
  std::optional<std::int64_t> content_length;
  Body* body = nullptr;

  /// First header of that name (case does not matter), empty where absent.
  std::string_view header(std::string_view name) const;
  std::string_view query_value(std::string_view name) const;
  /// Value of a cookie, empty where absent.
  std::string_view cookie(std::string_view name) const;
};

std::string_view value_of(const Fields& fields, std::string_view name);
bool equal_ignoring_case(std::string_view a, std::string_view b);
/// The whole body. @throws Error{TooLarge} beyond `max`, Error{BadRequest} when truncated.
std::string read_all(Request& request, std::int64_t max);

}  // namespace cundang::http
