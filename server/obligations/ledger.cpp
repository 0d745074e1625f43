// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/ledger.h"

#include "server/obligations/book.h"

namespace cundang::ledger {

Ledger::Ledger() : book_{std::make_unique<Book>()} {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

void Ledger::apply(const Entry& entry) { book_->apply(entry); }

std::vector<Obligation> Ledger::obligations(Date on, const Filter& filter) const {
  return book_->obligations(on, filter);
}

std::optional<Obligation> Ledger::find(const ObligationId& id, Date on) const { return book_->find(id, on); }
std::vector<Proposal> Ledger::propose(Date on) const { return book_->propose(on); }
std::vector<LatePaper> Ledger::late_papers() const { return book_->late_papers(); }
DutiesOfRecord Ledger::duties_of(AccessionNumber record, Date on) const { return book_->duties_of(record, on); }
const UnitRegister& Ledger::units() const { return book_->packs().units; }
std::optional<Policy> Ledger::policy(std::string_view id, Date day) const {
  return book_->packs().policies.in_force(id, day);
}
const Calendar& Ledger::calendar() const { return book_->packs().calendar; }
bool Ledger::has_calendar(int year) const { return book_->packs().calendar.published(std::chrono::year{year}); }

}  // namespace cundang::ledger
