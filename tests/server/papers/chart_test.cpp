// SPDX-License-Identifier: GPL-3.0-or-later
// A chart is a figure of plain values, so it is checked as one: every mark lies inside it, every value can be read.
#include "server/papers/chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "server/papers/chart_frame.h"

namespace cundang::papers {
namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();
const double infinite = std::numeric_limits<double>::infinity();

YearOnYear accidents() {
  return {"较大以上事故起数", "起", "2012年", "2011年", {{"海东区", 4, 2}, {"柳山区", 0, 3}, {"西河区", 7, 7}}};
}
AgainstQuota deaths() {
  return {"死亡人数与控制指标", "人", {{"海东区", 12, 10}, {"柳山区", 3, 8}, {"西河区", 5, std::nullopt}}};
}
HeatMap overdue_by_month() {
  return {"各单位逾期事项",
          "项",
          {"1月", "2月", "3月"},
          {{"市住房城乡建设委", {0, 3, 12}}, {"市交通局", {1, std::nullopt, 2}}, {"市水务局", {1}}}};
}
Ageing ages() {
  return {"在办事项账龄",
          "项",
          {"未到期", "逾期1—5天", "逾期6—15天", "逾期16天以上"},
          {{"市交通局", {5, 2, 1, 0}}, {"市水务局", {0, 0, 0, 9}}}};
}
Ranking scores() {
  return {"区县政府考核得分",
          {{"优秀", 90}, {"良好", 80}, {"合格", 60}, {"不合格", 0}},
          100,
          {{"海东区", 98.5, 1, ""},
           {"柳山区", 84, 2, ""},
           {"西河区", 57.25, 3, "一票否决"},
           {"北岭区", std::nullopt, 0, ""}}};
}

/// Left, top, right and bottom edge of a shape, as wide as its text will be.
std::array<double, 4> edges(const Shape& shape) {
  if (const auto* box = std::get_if<FilledBox>(&shape))
    return {box->box.x, box->box.y, box->box.x + box->box.width, box->box.y + box->box.height};
  if (const auto* stroke = std::get_if<Stroke>(&shape))
    return {std::min(stroke->x1, stroke->x2), std::min(stroke->y1, stroke->y2), std::max(stroke->x1, stroke->x2),
            std::max(stroke->y1, stroke->y2)};
  const auto& label = std::get<Label>(shape);
  const auto width = width_of(label.text, label.size);
  const auto left = label.x - (label.anchor == Anchor::Start ? 0 : label.anchor == Anchor::End ? width : width / 2);
  return {left, label.baseline - label.size, left + width, label.baseline};
}

bool says(const Figure& figure, const std::string& text) {
  for (const auto& shape : figure.shapes)
    if (const auto* label = std::get_if<Label>(&shape); label && label->text == text) return true;
  return false;
}

std::vector<FilledBox> boxes(const Figure& figure, Colour fill) {
  std::vector<FilledBox> found;
  for (const auto& shape : figure.shapes)
    if (const auto* box = std::get_if<FilledBox>(&shape); box && box->fill == fill) found.push_back(*box);
  return found;
}

struct ChartCase {
  std::string name;
  std::function<Figure(double)> drawn;
};
class EveryChart : public testing::TestWithParam<ChartCase> {};

TEST_P(EveryChart, LiesInsideItsFrame) {
  for (const double width : {360.0, chart_width, 1000.0}) {
    const auto figure = GetParam().drawn(width);
    ASSERT_GT(figure.height, 0);
    ASSERT_FALSE(figure.shapes.empty());
    for (const auto& shape : figure.shapes) {
      const auto [left, top, right, bottom] = edges(shape);
      for (const auto edge : {left, top, right, bottom}) ASSERT_TRUE(std::isfinite(edge));
      const auto* label = std::get_if<Label>(&shape);
      EXPECT_GE(left, -0.01) << (label ? label->text : "") << " at width " << width;
      EXPECT_GE(top, -0.01);
      EXPECT_LE(right, figure.width + 0.01) << (label ? label->text : "") << " at width " << width;
      EXPECT_LE(bottom, figure.height + 0.01) << (label ? label->text : "");
      EXPECT_LE(left, right);
    }
  }
}

TEST_P(EveryChart, IsWellFormedSvgWithTitleAndWords) {
  const auto figure = GetParam().drawn(chart_width);
  const auto svg = to_svg(figure);
  EXPECT_EQ(svg.rfind("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"", 0), 0U);
  EXPECT_NE(svg.find("<title>" + figure.title + "</title>"), std::string::npos);
  EXPECT_FALSE(figure.title.empty());
  for (const auto* bad : {"nan", "inf", "—\"", "<script", "style="}) EXPECT_EQ(svg.find(bad), std::string::npos) << bad;
}

INSTANTIATE_TEST_SUITE_P(
    Charts, EveryChart,
    testing::Values(
        ChartCase{"YearOnYear", [](double w) { return draw(accidents(), w); }},
        ChartCase{"AgainstQuota", [](double w) { return draw(deaths(), w); }},
        ChartCase{"HeatMap", [](double w) { return draw(overdue_by_month(), w); }},
        ChartCase{"Ageing", [](double w) { return draw(ages(), w); }},
        ChartCase{"Ranking", [](double w) { return draw(scores(), w); }},
        ChartCase{"NoRows",
                  [](double w) {
                    return draw(YearOnYear{"无事故", "起", "2012年", "2011年", {}}, w);
                  }},
        ChartCase{"NoColumns",
                  [](double w) {
                    return draw(HeatMap{"空", "项", {}, {}}, w);
                  }},
        ChartCase{
            "NotANumber",
            [](double w) {
              return draw(
                  AgainstQuota{"坏数", "人", {{"甲", not_a_number, infinite}, {"乙", -3, 5}, {"丙", infinite, 1}}}, w);
            }},
        ChartCase{"BadScores",
                  [](double w) {
                    return draw(Ranking{"坏分", {}, 100, {{"甲", not_a_number, 0, ""}, {"乙", -5, 1, ""}}}, w);
                  }},
        ChartCase{"VeryLongName",
                  [](double w) {
                    std::string name;
                    for (int i = 0; i < 40; ++i) name += "安全生产";
                    return draw(Ageing{name, "项", {name, name}, {{name, {1, 2}}}}, w);
                  }}),
    [](const auto& row) { return row.param.name; });

TEST(Chart, WritesEveryValueBesideItsBar) {
  const auto figure = draw(accidents());
  for (const auto* value : {"4", "2", "0", "3", "7"}) EXPECT_TRUE(says(figure, value)) << value;
  EXPECT_NE(figure.description.find("海东区：2012年 4起，2011年 2起；"), std::string::npos);
}

TEST(Chart, BarsAreAsLongAsTheirValues) {
  const auto now = boxes(draw(accidents()), palette::blue);
  ASSERT_EQ(now.size(), 3U);  // legend, 4 and 7: a bar of 0 is no bar
  EXPECT_NEAR(now[1].box.width / now[2].box.width, 4.0 / 7.0, 1e-9);
}

TEST(Chart, OverQuotaIsSaidAndShown) {
  const auto figure = draw(deaths());
  EXPECT_TRUE(says(figure, "12 / 10 超"));
  EXPECT_TRUE(says(figure, "3 / 8"));
  EXPECT_TRUE(says(figure, "5"));
  EXPECT_EQ(boxes(figure, palette::vermilion).size(), 2U);  // legend and 海东区
  EXPECT_NE(figure.description.find("西河区：5人，未下达指标；"), std::string::npos);
}

TEST(Chart, HeatMapTellsZeroFromNothing) {
  const auto figure = draw(overdue_by_month());
  EXPECT_TRUE(says(figure, "0"));
  EXPECT_TRUE(says(figure, "12"));
  EXPECT_EQ(boxes(figure, palette::ground).size(), 3U);  // 市交通局 2月, 市水务局 2月 and 3月
}

TEST(Chart, AgesAddUp) {
  const auto figure = draw(ages());
  EXPECT_TRUE(says(figure, "8"));
  EXPECT_NE(figure.description.find("市交通局：未到期 5项，逾期1—5天 2项，逾期6—15天 1项，逾期16天以上 0项，共 8项；"),
            std::string::npos);
}

TEST(Chart, RankingNamesTheBandOfEach) {
  const auto figure = draw(scores());
  EXPECT_NE(figure.description.find(
                "海东区：98.5分，优秀；柳山区：84分，良好；西河区：57.25分，不合格，一票否决；北岭区：未评分；"),
            std::string::npos);
  EXPECT_TRUE(says(figure, "未评分"));
  EXPECT_TRUE(says(figure, "3  西河区"));
  EXPECT_TRUE(says(figure, "北岭区")) << "who is not scored has no place";
}

TEST(Svg, EscapesWhatItShows) {
  Figure figure{10, 10, "<b>&\"", "a\x01z", {Label{0, 10, "<script>", 10, Anchor::Start, black}}};
  const auto svg = to_svg(figure);
  EXPECT_NE(svg.find("<title>&lt;b&gt;&amp;\"</title>"), std::string::npos);
  EXPECT_NE(svg.find("<desc>a\xEF\xBF\xBDz</desc>"), std::string::npos);
  EXPECT_EQ(svg.find("<script>"), std::string::npos);
}

struct ScaleCase {
  std::string name;
  double largest, top, step;
};
class RoundScale : public testing::TestWithParam<ScaleCase> {};
TEST_P(RoundScale, HasFewRoundMarks) {
  const auto scale = scale_for(GetParam().largest);
  EXPECT_DOUBLE_EQ(scale.top, GetParam().top);
  EXPECT_DOUBLE_EQ(scale.step, GetParam().step);
}
INSTANTIATE_TEST_SUITE_P(Scales, RoundScale,
                         testing::Values(ScaleCase{"Nothing", 0, 1, 1}, ScaleCase{"One", 1, 1, 0.2},
                                         ScaleCase{"Seven", 7, 8, 2}, ScaleCase{"Hundred", 100, 100, 20},
                                         ScaleCase{"Thousands", 12345, 15000, 5000},
                                         ScaleCase{"NoNumber", not_a_number, 1, 1}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::papers
