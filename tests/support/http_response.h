// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cundang::support {

/// Reads one HTTP/1.1 response from bytes as they come: Content-Length and chunked, no trailers. Used again by clear().
class HttpResponse {
 public:
  /// @returns how many of these bytes belonged to this response. @throws std::runtime_error for what is no HTTP/1.1.
  std::size_t feed(std::string_view bytes);
  bool done() const { return state_ == State::Done; }
  bool begun() const { return state_ != State::Head || !head_.empty(); }
  int status() const { return status_; }
  /// Value of a header without blanks around it, empty where absent; names in any case.
  std::string_view header(std::string_view name) const;
  const std::string& body() const { return body_; }
  bool keep_alive() const;
  void clear();

 private:
  enum class State { Head, Body, ChunkSize, ChunkData, ChunkEnd, Trailer, Done };
  void read_head();
  std::size_t take_line(std::string_view bytes);
  std::size_t take_body(std::string_view bytes);
  void end_line();
  State state_ = State::Head;
  int status_ = 0;
  std::string head_;  ///< status line and headers with their CRLFs
  std::string line_;  ///< of the chunk framing
  std::string body_;
  std::size_t left_ = 0;  ///< bytes of the body or chunk still to come
};

}  // namespace cundang::support
