// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/container_layout.h"

#include <algorithm>

namespace cundang::packages {
namespace {

std::string padded(std::int64_t number, std::size_t digits) {
  auto text = std::to_string(number);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

bool is_plain_extension(std::string_view extension) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !extension.empty() && extension.size() <= 8 && std::all_of(extension.begin(), extension.end(), plain);
}

}  // namespace

std::string attachment_entry(int number, std::string_view true_name) {
  const auto dot = true_name.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string_view{} : true_name.substr(dot + 1);
  return std::string{entry::attachments} + padded(number, 4) + "." +
         std::string{is_plain_extension(extension) ? extension : "bin"};
}

std::string container_name(AccessionNumber accession) { return to_text(accession) + ".asice"; }

std::string log_container_name(LeafIndex first, LeafIndex last) {
  return "L" + leaf_stem(first) + "-" + leaf_stem(last) + ".zip";
}

std::string leaf_stem(LeafIndex index) { return padded(index, 12); }

}  // namespace cundang::packages
