// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/statement.h"
#include "tests/archive/ingest/ingest_fixture.h"

namespace cundang::ingest {
namespace {

std::vector<std::string> types(const registry::Registry& registry) {
  std::vector<std::string> found;
  for (const auto& leaf : registry.leaves(0, registry.tree_size())) found.push_back(leaf.type);
  return found;
}

TEST_F(IngestTest, EveryMissedDayIsClosedBeforeTheNextAccession) {
  accession_->submit(submission("七月二日"));
  clock_.set("2012-07-05T08:00:00+08:00");
  accession_->submit(submission("七月五日"));
  EXPECT_EQ(types(*registry_), (std::vector<std::string>{"record", "day-close", "day-close", "day-close", "record"}));
  const auto close = evidence::parse_statement(registry_->leaf(1)->statement);
  EXPECT_EQ(close->get("day"), "2012-07-02");
  EXPECT_EQ(close->get("closed"), "2012-07-02T16:00:00.000Z");
  EXPECT_EQ(close->get("unit-counter"), "ZJW 1 0");
  EXPECT_EQ(registry_->mark("day-close 2012-07-04"), 3);
}

TEST_F(IngestTest, ADayEndsWithoutAnyVisitor) {
  clock_.set("2012-07-03T00:00:01+08:00");
  for (int i = 0; i < 100 && registry_->tree_size() == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(types(*registry_), std::vector<std::string>{"day-close"});
}

TEST_F(IngestTest, ADayIsNotClosedWhileSomethingOfItIsOnTheWay) {
  clock_.set("2012-07-02T23:59:59+08:00");
  {
    const Registrar::Arrival on_the_way{*registrar_};
    clock_.set("2012-07-03T00:00:01+08:00");
    std::this_thread::sleep_for(std::chrono::milliseconds{800});
    EXPECT_EQ(registry_->tree_size(), 0);
  }
  accession_->submit(submission("次日"));
  EXPECT_EQ(types(*registry_), (std::vector<std::string>{"day-close", "record"}));
}

TEST_F(IngestTest, AClockBehindTheLogIsRefusedAndNothingIsKept) {
  accession_->submit(submission("甲"));
  clock_.set("2012-07-02T08:59:57+08:00");
  try {
    accession_->submit(submission("乙"));
    FAIL() << "accepted by a clock that went back";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::ClockUntrusted);
  }
  EXPECT_EQ(registry_->tree_size(), 1);
  clock_.set("2012-07-02T09:00:01+08:00");
  EXPECT_EQ(accession_->submit(submission("乙")).kind, AccessionResult::Kind::Created);
}

TEST_F(IngestTest, LoggedTimeNeverDecreases) {
  accession_->submit(submission("甲"));
  clock_.set("2012-07-02T08:59:59+08:00");  // within the two seconds a clock may be corrected by
  accession_->submit(submission("乙"));
  const auto first = evidence::parse_leaf(registry_->leaf(0)->leaf);
  const auto second = evidence::parse_leaf(registry_->leaf(1)->leaf);
  EXPECT_EQ(first->logged, second->logged);
  EXPECT_LT(second->received, first->received);
}

TEST_F(IngestTest, AForwardJumpWaitsForTheOfficesRuling) {
  close();
  options_.watch_clock_jumps = true;
  registry_ = std::make_unique<registry::Registry>(folder_ / "r.sqlite", registry::Registry::Mode::ReadWrite);
  registrar_ = std::make_unique<Registrar>(*registry_, *keys_, clock_, options_);
  accession_ = std::make_unique<Accession>(*registrar_, *registry_, *keys_, checks_, AccessionOptions{});
  accession_->submit(submission("甲"));
  clock_.set("2012-07-02T11:00:00+08:00");
  EXPECT_THROW(accession_->submit(submission("乙")), Error);
  EXPECT_THROW(accession_->submit(submission("乙")), Error) << "it does not heal by itself";
  EXPECT_EQ(registry_->tree_size(), 1);
}

}  // namespace
}  // namespace cundang::ingest
