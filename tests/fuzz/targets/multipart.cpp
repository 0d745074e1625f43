// SPDX-License-Identifier: GPL-3.0-or-later
// multipart/form-data as it arrives: the same parts in whatever pieces the bytes come. The input's first line is the
// Content-Type, the rest the body.
#include "server/http/multipart.h"

#include <algorithm>
#include <optional>

#include "schema/model/error.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {
namespace {

/// Gives its bytes in pieces of one size.
class PieceBody final : public http::Body {
 public:
  PieceBody(std::string_view bytes, std::size_t piece, bool cut) : rest_{bytes}, piece_{piece}, cut_{cut} {}
  std::size_t read(char* into, std::size_t max) override {
    const auto count = std::min({max, piece_, rest_.size()});
    std::copy_n(rest_.data(), count, into);
    rest_.remove_prefix(count);
    return count;
  }
  bool truncated() const override { return cut_ && rest_.empty(); }

 private:
  std::string_view rest_;
  std::size_t piece_;
  bool cut_;
};

struct Part {
  http::PartHead head;
  std::string content;
  bool operator==(const Part& other) const {
    return head.name == other.head.name && head.file_name == other.head.file_name &&
           head.media_type == other.head.media_type && content == other.content;
  }
};

/// Every part; nothing where the reader refuses.
std::optional<std::vector<Part>> parts_of(std::string_view type, PieceBody body) try {
  http::MultipartReader reader{body, type};
  std::vector<Part> parts;
  while (auto head = reader.next()) {
    must(head->name.size() <= http::MultipartReader::head_bytes_max, "a name is bounded");
    parts.push_back({std::move(*head), {}});
    char piece[777];
    while (const auto count = reader.read(piece, sizeof piece)) parts.back().content.append(piece, count);
  }
  must(parts.size() <= http::MultipartReader::parts_max, "parts are bounded");
  return parts;
} catch (const Error& error) {
  must(error.code() == ErrorCode::MultipartBroken, "every fault is MultipartBroken");
  must_tell(error);
  return std::nullopt;
}

/// Quoted as RFC 7578 has it; what cannot stand between quotes is written as browsers do.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\r' || c == '\n') return {};
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The parts written again with a boundary of our own; nothing where a name cannot be written.
std::optional<std::string> written(const std::vector<Part>& parts, std::string_view boundary) {
  std::string out;
  for (const auto& part : parts) {
    const auto name = quoted(part.head.name);
    if (name.empty() || part.content.find(boundary) != std::string::npos) return std::nullopt;
    out += "--" + std::string{boundary} + "\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" +
           part.content + "\r\n";
  }
  return out + "--" + std::string{boundary} + "--\r\n";
}

bool check(std::string_view input) {
  const auto end = std::min(input.find('\n'), input.size());
  const auto type = input.substr(0, end), body = input.substr(std::min(end + 1, input.size()));
  const auto whole = parts_of(type, {body, body.size() + 1, false});
  must(parts_of(type, {body, 1, false}) == whole, "single bytes give the same parts");
  must(parts_of(type, {body, 13, false}) == whole, "small pieces give the same parts");
  must(!parts_of(type, {body, 4096, true}), "a body that was cut is never taken");
  if (!whole) return false;
  constexpr std::string_view boundary = "cundang-fuzz-0123456789";
  if (const auto text = written(*whole, boundary)) {
    const auto again =
        parts_of("multipart/form-data; boundary=" + std::string{boundary}, {*text, text->size() + 1, false});
    must(again && again->size() == whole->size(), "parts written again are read");
    for (std::size_t i = 0; i < whole->size(); ++i)
      must((*again)[i].head.name == (*whole)[i].head.name && (*again)[i].content == (*whole)[i].content,
           "parts written again read the same");
  }
  return true;
}

std::vector<std::string> seeds() {
  const std::string record =
      "multipart/form-data; boundary=b0undary\n--b0undary\r\nContent-Disposition: form-data; name=\"record\"\r\n"
      "Content-Type: application/xml\r\n\r\n<record/>\r\n";
  return {
      record + "--b0undary--\r\n",
      record +
          "--b0undary\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"\xE5\x8A\x9E.pdf\"\r\n"
          "Content-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n\r\n%PDF\r\n--b0undar\r\n"
          "--b0undary\r\nContent-Disposition: form-data; name=\"attachment\"; filename*=UTF-8''%E9%99%84%22.txt\r\n\r\n"
          "\r\n--b0undary--",
      "multipart/form-data; boundary=\"a b\"\n--a b\r\nContent-Disposition: form-data; name=csrf\r\n\r\n0\r\n--a b--"};
}

const Entered entered{{"multipart", "http", 16 << 10, 6000, check, seeds}};

}  // namespace
}  // namespace cundang::fuzz
