// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/grade.h"

#include <algorithm>
#include <array>

namespace cundang::signals {
namespace {

/// Order 493 art. 3: the first number that belongs to a grade.
struct Bounds {
  Grade grade;
  std::int64_t deaths, serious_injuries, loss_yuan;
};
constexpr std::array<Bounds, 3> bounds{{
    {Grade::Extraordinary, 30, 100, 100'000'000},
    {Grade::Major, 10, 50, 50'000'000},
    {Grade::Larger, 3, 10, 10'000'000},
}};

std::string loss_in_wan(std::int64_t yuan) {
  auto text = std::to_string(yuan / 10'000);
  auto rest = std::to_string(10'000 + yuan % 10'000).substr(1);
  rest.erase(rest.find_last_not_of('0') + 1);
  return rest.empty() ? text : text + "." + rest;
}

}  // namespace

Grade grade_of(const Toll& toll) {
  for (const auto& row : bounds)
    if (toll.deaths >= row.deaths || toll.serious_injuries >= row.serious_injuries || toll.loss_yuan >= row.loss_yuan)
      return row.grade;
  return Grade::Ordinary;
}

Text grade_name(Grade grade) {
  switch (grade) {
    case Grade::Ordinary:
      return {"一般事故", "ordinary accident"};
    case Grade::Larger:
      return {"较大事故", "larger accident"};
    case Grade::Major:
      return {"重大事故", "major accident"};
    case Grade::Extraordinary:
      return {"特别重大事故", "extraordinarily serious accident"};
  }
  return {};
}

std::string_view grade_code(Grade grade) {
  switch (grade) {
    case Grade::Ordinary:
      return "ordinary";
    case Grade::Larger:
      return "larger";
    case Grade::Major:
      return "major";
    case Grade::Extraordinary:
      return "extraordinary";
  }
  return {};
}

Text toll_text(const Toll& toll) {
  const auto deaths = std::to_string(toll.deaths), injuries = std::to_string(toll.serious_injuries);
  return {
      "死亡 " + deaths + " 人、重伤 " + injuries + " 人、直接经济损失 " + loss_in_wan(toll.loss_yuan) + " 万元",
      deaths + " dead, " + injuries + " seriously injured, direct loss " + std::to_string(toll.loss_yuan) + " yuan"};
}

}  // namespace cundang::signals
