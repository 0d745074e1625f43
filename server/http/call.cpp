// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/call.h"

#include <algorithm>
#include <charconv>

#include "server/accounts/known_unit.h"

namespace cundang::http {

const Viewer& Call::viewer() const {
  if (!viewer_) viewer_ = site.service.viewer(identity->actor);
  return *viewer_;
}

AccessionNumber Call::accession() const {
  if (!segments.empty())
    if (const auto number = parse_accession_number(segments.front())) return *number;
  throw Error{ErrorCode::NotFound};
}

int Call::number(std::string_view name, int otherwise, int min, int max) const {
  const auto text = request.query_value(name);
  if (text.empty()) return otherwise;
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < min || value > max)
    throw Error{ErrorCode::BadRequest,
                Text{"参数 " + std::string{name} + " 不是许可范围内的整数",
                     "the parameter " + std::string{name} + " is no whole number in its range"},
                Text{"请填写 " + std::to_string(min) + " 至 " + std::to_string(max) + " 之间的整数",
                     "write a whole number from " + std::to_string(min) + " to " + std::to_string(max)}}
        .with("parameter", std::string{name});
  return value;
}

UnitCode Call::unit(std::string_view name) const {
  UnitCode unit{std::string{request.query_value(name)}};
  if (!unit.empty()) accounts::require_known_unit(site.service.units(), unit.text);
  return unit;
}

void Call::takes_only(std::initializer_list<std::string_view> known) const {
  for (const auto& [name, value] : request.query) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string all;
    for (const auto each : known) all += (all.empty() ? "" : ", ") + std::string{each};
    throw Error{ErrorCode::BadRequest, Text{"没有这个参数", "there is no such parameter"},
                all.empty() ? Text{"此处不带参数，请去掉", "leave it out; there are none here"}
                            : Text{"可用的参数：" + all, "the parameters are: " + all}}
        .with("parameter", name);
  }
}

}  // namespace cundang::http
