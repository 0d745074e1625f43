// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/demo_documents.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include "archive/crypto/digest.h"
#include "schema/model/error.h"

namespace cundang::tools {
namespace {

constexpr std::string_view kDigits = "0123456789";

Error unreadable(const std::filesystem::path& file, std::string why) {
  return Error{ErrorCode::FileUnreadable, std::move(why)}.with("file", file.string());
}

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) throw unreadable(file, "cannot be read");
  return bytes;
}

std::string number_of(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  const auto end = name.find_first_not_of(kDigits);
  if (end == 0 || end == std::string::npos || name[end] != '-')
    throw unreadable(file, "the name must begin with digits and a hyphen");
  return name.substr(0, end);
}

/// The word behind `key` in the first line's comment, or nothing.
std::string word_after(std::string_view line, std::string_view key) {
  const auto found = line.find(key);
  if (found == std::string_view::npos) return {};
  const auto begin = line.find_first_not_of(' ', found + key.size());
  if (begin == std::string_view::npos) return {};
  return std::string{line.substr(begin, line.find(' ', begin) - begin)};
}

DemoDocument read_document(const std::filesystem::path& file) {
  DemoDocument document{file, number_of(file), {}, {}, read_whole(file)};
  const std::string_view all{document.xml};
  const auto line = all.substr(0, all.find('\n'));
  const bool directs =
      line.starts_with("<!--") && (line.find(" at: ") != line.npos || line.find(" unit: ") != line.npos);
  if (!directs) return document;
  if (const auto time = word_after(line, " at: "); !time.empty()) {
    document.at = parse_instant(time);
    if (!document.at) throw unreadable(file, "at: is no time of RFC 3339");
  }
  document.unit = UnitCode{word_after(line, " unit: ")};
  document.xml = std::string{all.substr(std::min(all.size(), line.size() + 1))};
  return document;
}

void check_order(const std::vector<DemoDocument>& documents) {
  std::optional<Instant> last;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto& document = documents[i];
    if (i > 0 && documents[i - 1].number == document.number)
      throw unreadable(document.file, "its number is used twice");
    if (!document.at) continue;
    if (last && *document.at < *last)
      throw unreadable(document.file, "its time lies before that of an earlier document");
    last = document.at;
  }
}

/// What `@…@` stands for: an accession number, or the id of a duty (docs/formats/rules.md, "Identity"). Nothing for
/// text that cites neither.
class Citations {
 public:
  Citations(const DemoDocument& document, const std::map<std::string, AccessionNumber>& numbers)
      : document_{document}, numbers_{numbers} {}

  std::optional<std::string> meaning(std::string_view cited) const {
    if (is_number(cited)) return number(cited);
    if (constexpr std::string_view duty = "duty "; cited.starts_with(duty)) return duty_id(cited.substr(duty.size()));
    return {};
  }

 private:
  static bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of(kDigits) == text.npos; }
  /// Four digits that no document bears are a year, a period like 2012-H1.
  bool names_document(std::string_view trigger) const {
    return is_number(trigger) && (trigger.size() != 4 || numbers_.contains(std::string{trigger}));
  }
  std::string number(std::string_view cited) const {
    const auto known = numbers_.find(std::string{cited});
    if (known == numbers_.end()) throw unreadable(document_.file, "it cites a document that is not filed before it");
    return to_text(known->second);
  }
  /// RULE|TRIGGER|UNIT|ITEM, the trigger a period or the number of a document.
  std::string duty_id(std::string_view cited) const {
    const auto first = cited.find('|');
    const auto second = cited.find('|', first + 1);
    if (first == cited.npos || second == cited.npos)
      throw unreadable(document_.file, "a duty is RULE|TRIGGER|UNIT|ITEM");
    const auto trigger = cited.substr(first + 1, second - first - 1);
    std::string identity{cited.substr(0, first)};
    identity.append("\n").append(names_document(trigger) ? number(trigger) : std::string{trigger}).append("\n");
    identity.append(cited.substr(second + 1));
    std::replace(identity.begin(), identity.end(), '|', '\n');
    return crypto::sha256(identity).hex().substr(0, 32);
  }

  const DemoDocument& document_;
  const std::map<std::string, AccessionNumber>& numbers_;
};

}  // namespace

std::vector<DemoDocument> read_demo_documents(const std::filesystem::path& folder) {
  std::error_code failure;
  std::vector<DemoDocument> documents;
  for (const auto& entry : std::filesystem::directory_iterator{folder, failure})
    if (entry.path().extension() == ".xml") documents.push_back(read_document(entry.path()));
  if (failure) throw unreadable(folder, failure.message());
  std::sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  check_order(documents);
  return documents;
}

std::string resolve_citations(const DemoDocument& document, const std::map<std::string, AccessionNumber>& numbers) {
  const Citations citations{document, numbers};
  std::string resolved;
  std::string_view rest{document.xml};
  for (auto at = rest.find('@'); at != rest.npos; at = rest.find('@')) {
    resolved += rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const auto end = rest.find('@');
    const auto meaning = end == rest.npos ? std::nullopt : citations.meaning(rest.substr(0, end));
    resolved += meaning ? *meaning : "@";
    if (meaning) rest.remove_prefix(end + 1);
  }
  return resolved.append(rest);
}

}  // namespace cundang::tools
