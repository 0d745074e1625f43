// SPDX-License-Identifier: GPL-3.0-or-later
// APPNOTE 6.3: 4.3.7 local header, 4.3.12 directory, 4.3.14–16 ends, 4.5.3 ZIP64.
#include "archive/verify/zip_scan.h"

#include <zlib.h>

#include <algorithm>
#include <chrono>

#include "archive/packages/container_layout.h"

namespace cundang::verify {
namespace {

constexpr std::uint32_t local_mark = 0x04034b50, directory_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::uint32_t end64_mark = 0x06064b50, locator64_mark = 0x07064b50;
constexpr std::uint32_t elsewhere = 0xFFFFFFFF;  ///< "see the ZIP64 field"
constexpr std::uint16_t made_by = 0x033F;        ///< Unix, version 6.3
constexpr std::uint32_t plain_file = 0100644U << 16U;

/// Takes little-endian numbers off the front; remembers running dry.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_{bytes} {}
  std::uint64_t take(std::size_t width) {
    const auto raw = text(width);
    std::uint64_t value = 0;
    for (std::size_t i = raw.size(); i > 0; --i) value = value << 8U | static_cast<unsigned char>(raw[i - 1]);
    return value;
  }
  std::uint16_t two() { return static_cast<std::uint16_t>(take(2)); }
  std::uint32_t four() { return static_cast<std::uint32_t>(take(4)); }
  std::uint64_t eight() { return take(8); }
  std::string_view text(std::uint64_t length) {
    if (length > rest_.size()) {
      dry_ = true;
      rest_ = {};
      return {};
    }
    const auto part = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return part;
  }
  bool dry() const { return dry_; }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool dry_ = false;
};

struct Problem {
  std::string text, entry;
};

bool is_plain(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '/' ||
           c == '-';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), plain);
}

class Scanner {
 public:
  explicit Scanner(std::string_view file) : file_{file}, cursor_{file} {}

  ZipScan run() {
    try {
      while (mark() == local_mark) take_local();
      const auto directory_at = offset();
      for (std::size_t i = 0; i < scan_.entries.size(); ++i) take_directory(i);
      take_end(directory_at, offset() - directory_at);
    } catch (Problem& problem) {
      scan_.problem = std::move(problem.text);
      scan_.entry = std::move(problem.entry);
    }
    return std::move(scan_);
  }

 private:
  std::uint64_t offset() const { return file_.size() - cursor_.rest().size(); }
  std::uint32_t mark() const { return Cursor{cursor_.rest()}.four(); }
  void need(bool holds, const std::string& problem, const std::string& entry = {}) const {
    if (cursor_.dry()) throw Problem{"the file ends too early", entry};
    if (!holds) throw Problem{problem, entry};
  }

  void take_local() {
    ZipEntry entry;
    offsets_.push_back(offset());
    cursor_.four();
    versions_.push_back(cursor_.two());
    need(cursor_.two() == 0, "an entry has flags set");
    const auto method = cursor_.two();
    need(method == 0 || method == 8, "an entry is neither stored nor deflated");
    entry.deflated = method == 8;
    entry.dos_time = cursor_.two();
    entry.dos_date = cursor_.two();
    entry.crc = cursor_.four();
    const auto packed = cursor_.four();
    const auto size = cursor_.four();
    const auto name_length = cursor_.two();
    const auto extra_length = cursor_.two();
    entry.name = cursor_.text(name_length);
    need(is_plain(entry.name), "an entry's name has odd characters");
    entry.packed = packed;
    entry.size = size;
    const bool large = packed == elsewhere || size == elsewhere;
    Cursor extra{cursor_.text(extra_length)};
    if (large) {
      need(extra_length == 20 && extra.two() == 1 && extra.two() == 16, "an odd ZIP64 field", entry.name);
      entry.size = extra.eight();
      entry.packed = extra.eight();
    } else {
      need(extra_length == 0, "an entry has an extra field", entry.name);
    }
    need(versions_.back() == (large ? 45 : entry.deflated ? 20 : 10), "an odd version is needed", entry.name);
    entry.data = cursor_.text(entry.packed);
    need(entry.deflated || entry.packed == entry.size, "a stored entry has two sizes", entry.name);
    scan_.entries.push_back(std::move(entry));
  }

  /// The directory says again what the local header said.
  void take_directory(std::size_t i) {
    const auto& entry = scan_.entries[i];
    const auto same = [&](bool holds) { need(holds, "directory and local header disagree", entry.name); };
    same(cursor_.four() == directory_mark);
    same(cursor_.two() == made_by);
    const auto version = cursor_.two();
    same(cursor_.two() == 0);
    same(cursor_.two() == (entry.deflated ? 8 : 0));
    same(cursor_.two() == entry.dos_time);
    same(cursor_.two() == entry.dos_date);
    same(cursor_.four() == entry.crc);
    const auto packed = cursor_.four();
    const auto size = cursor_.four();
    same(cursor_.two() == entry.name.size());
    const auto extra_length = cursor_.two();
    same(cursor_.two() == 0);  // comment
    same(cursor_.two() == 0);  // disk
    same(cursor_.two() == 0);  // internal attributes
    same(cursor_.four() == plain_file);
    const auto at = cursor_.four();
    same(cursor_.text(entry.name.size()) == entry.name);
    Cursor extra{cursor_.text(extra_length)};
    std::uint16_t wide = 0;  // each value that does not fit follows in the ZIP64 field, in this order
    for (const auto value : {size, packed, at}) wide = static_cast<std::uint16_t>(wide + (value == elsewhere ? 8 : 0));
    same(extra_length == (wide == 0 ? 0 : wide + 4));
    same(version == (wide == 0 ? versions_[i] : 45));
    if (wide != 0) same(extra.two() == 1 && extra.two() == wide);
    same((size == elsewhere ? extra.eight() : size) == entry.size);
    same((packed == elsewhere ? extra.eight() : packed) == entry.packed);
    same((at == elsewhere ? extra.eight() : at) == offsets_[i]);
  }

  void take_end(std::uint64_t directory_at, std::uint64_t directory_size) {
    const auto count = scan_.entries.size();
    const bool large = mark() == end64_mark;
    if (large) take_end64(directory_at, directory_size);
    const auto clip = [large](std::uint64_t value, std::uint64_t limit) {
      return large && value > limit ? limit : value;
    };
    need(cursor_.four() == end_mark, "bytes lie between directory and end");
    need(cursor_.two() == 0 && cursor_.two() == 0, "the end names another disk");
    need(cursor_.two() == clip(count, 0xFFFF) && cursor_.two() == clip(count, 0xFFFF), "the end counts other entries");
    need(cursor_.four() == clip(directory_size, elsewhere), "the end gives another size of the directory");
    need(cursor_.four() == clip(directory_at, elsewhere), "the end gives another place of the directory");
    need(cursor_.two() == 0, "the file has a comment");
    need(cursor_.rest().empty(), "bytes lie behind the end");
    need(count > 0, "the file is empty");
  }

  void take_end64(std::uint64_t directory_at, std::uint64_t directory_size) {
    const auto here = offset();
    cursor_.four();
    const bool record = cursor_.eight() == 44 && cursor_.two() == 45 && cursor_.two() == 45 && cursor_.eight() == 0 &&
                        cursor_.eight() == scan_.entries.size() && cursor_.eight() == scan_.entries.size() &&
                        cursor_.eight() == directory_size && cursor_.eight() == directory_at;
    need(record, "the ZIP64 end disagrees with the entries");
    need(cursor_.four() == locator64_mark && cursor_.four() == 0 && cursor_.eight() == here && cursor_.four() == 1,
         "the ZIP64 locator is odd");
  }

  std::string_view file_;
  Cursor cursor_;
  ZipScan scan_;
  std::vector<std::uint64_t> offsets_;
  std::vector<std::uint16_t> versions_;
};

struct Inflate {
  Inflate() { ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK; }
  ~Inflate() { inflateEnd(&stream); }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
  z_stream stream{};
  bool ready = false;
};

/// zlib counts the bits of the last byte that the stream did not use; RFC 1951 leaves them open, we do not.
bool spare_bits_are_zero(const z_stream& stream, std::string_view packed) {
  const auto spare = static_cast<unsigned>(stream.data_type) & 7U;
  return spare == 0 || static_cast<unsigned char>(packed.back()) >> (8U - spare) == 0;
}

bool inflate_exactly(std::string_view packed, std::string& out) {
  Inflate work;
  auto& stream = work.stream;
  if (!work.ready || packed.size() > UINT32_MAX || out.size() > UINT32_MAX) return false;
  char beyond = 0;  // zlib wants room for one byte even where the content is empty
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.empty() ? &beyond : out.data());
  stream.avail_out = static_cast<uInt>(out.empty() ? 1 : out.size());
  int state = Z_OK;
  while (state == Z_OK) state = inflate(&stream, Z_BLOCK);
  return state == Z_STREAM_END && stream.avail_in == 0 && stream.total_out == out.size() &&
         spare_bits_are_zero(stream, packed);
}

std::uint32_t crc_of(std::string_view bytes) {
  auto crc = crc32(0, nullptr, 0);
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(bytes.size(), 1U << 30U)))
    crc = crc32(crc, reinterpret_cast<const Bytef*>(bytes.data()),
                static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1U << 30U)));
  return static_cast<std::uint32_t>(crc);
}

}  // namespace

ZipScan scan_zip(std::string_view file) { return Scanner{file}.run(); }

std::optional<std::string_view> unpack(const ZipEntry& entry, std::uint64_t size_max, std::string& hold) {
  if (entry.size > size_max) return std::nullopt;
  auto content = entry.data;
  if (entry.deflated) {
    // Deflate packs 1032 to 1 at best: a header that promises more is a lie not worth the memory.
    if (entry.size > (entry.packed + 1) * 1032) return std::nullopt;
    hold.assign(entry.size, '\0');
    if (!inflate_exactly(entry.data, hold)) return std::nullopt;
    content = hold;
  }
  return crc_of(content) == entry.crc ? std::optional{content} : std::nullopt;
}

bool is_as_packed(const ZipEntry& entry, std::string_view content) {
  if (!entry.deflated) return true;
  z_stream stream{};
  if (deflateInit2(&stream, packages::deflate_level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  std::string packed(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return done && packed == entry.data;
}

std::pair<std::uint16_t, std::uint16_t> dos_date_time(std::int64_t unix_ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> beijing{milliseconds{unix_ms} + hours{8}};
  const auto midnight = floor<days>(beijing);
  const year_month_day day{midnight};
  const hh_mm_ss clock{floor<seconds>(beijing - midnight)};
  const auto date = (static_cast<int>(day.year()) - 1980) << 9 |
                    static_cast<int>(static_cast<unsigned>(day.month()) << 5U) |
                    static_cast<int>(static_cast<unsigned>(day.day()));
  const auto time = clock.hours().count() << 11 | clock.minutes().count() << 5 | clock.seconds().count() / 2;
  return {static_cast<std::uint16_t>(date), static_cast<std::uint16_t>(time)};
}

}  // namespace cundang::verify
