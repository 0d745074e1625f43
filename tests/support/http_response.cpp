// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_response.h"

#include <strings.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace cundang::support {
namespace {

constexpr std::size_t head_max = 64 * 1024, body_max = 64 << 20;

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::size_t HttpResponse::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && !done()) {
    const auto rest = bytes.substr(used);
    if (state_ == State::Head) {
      const auto before = head_.size();
      head_ += rest;
      const auto end = head_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
      if (end == std::string::npos) {
        if (head_.size() > head_max) throw std::runtime_error{"HTTP head too long"};
        return bytes.size();
      }
      used += end + 4 - before;
      head_.resize(end + 4);
      read_head();
    } else if (state_ == State::Body || state_ == State::ChunkData) {
      used += take_body(rest);
    } else {
      used += take_line(rest);
    }
  }
  return used;
}

void HttpResponse::read_head() {
  if (head_.compare(0, 7, "HTTP/1.") != 0 || head_.size() < 12)
    throw std::runtime_error{"not HTTP/1.x: " + head_.substr(0, 40)};
  status_ = std::atoi(head_.c_str() + 9);
  if (status_ >= 100 && status_ < 200) {  // 100 Continue: the real response follows
    head_.clear();
    return;
  }
  if (same(header("Transfer-Encoding"), "chunked")) {
    state_ = State::ChunkSize;
    return;
  }
  left_ = std::strtoull(std::string{header("Content-Length")}.c_str(), nullptr, 10);
  if (left_ > body_max) throw std::runtime_error{"HTTP body too long"};
  state_ = left_ == 0 ? State::Done : State::Body;
}

std::size_t HttpResponse::take_body(std::string_view bytes) {
  const auto count = std::min(left_, bytes.size());
  body_ += bytes.substr(0, count);
  left_ -= count;
  if (left_ == 0) state_ = state_ == State::Body ? State::Done : State::ChunkEnd;
  return count;
}

std::size_t HttpResponse::take_line(std::string_view bytes) {
  const auto end = bytes.find('\n');
  line_ += bytes.substr(0, end);
  if (end == std::string_view::npos) return bytes.size();
  end_line();
  line_.clear();
  return end + 1;
}

void HttpResponse::end_line() {
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  if (state_ == State::ChunkEnd) {
    state_ = State::ChunkSize;
  } else if (state_ == State::Trailer) {
    if (line_.empty()) state_ = State::Done;
  } else {
    left_ = std::strtoull(line_.c_str(), nullptr, 16);
    if (left_ + body_.size() > body_max) throw std::runtime_error{"HTTP body too long"};
    state_ = left_ == 0 ? State::Trailer : State::ChunkData;
  }
}

std::string_view HttpResponse::header(std::string_view name) const {
  for (std::size_t at = head_.find('\n'); at != std::string::npos;) {
    const auto end = head_.find('\n', ++at);
    if (end == std::string::npos) break;
    const auto line = std::string_view{head_}.substr(at, end - at);
    at = end;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !same(line.substr(0, colon), name)) continue;
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
  }
  return {};
}

bool HttpResponse::keep_alive() const { return !same(header("Connection"), "close"); }

void HttpResponse::clear() {
  state_ = State::Head;
  status_ = 0;
  head_.clear();
  line_.clear();
  body_.clear();
  left_ = 0;
}

}  // namespace cundang::support
