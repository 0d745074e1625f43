// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "server/notices/message.h"
#include "server/obligations/obligation.h"

namespace cundang::notices {

/// What is known when messages are planned. Everything here is a value: the same input gives the same messages.
struct Situation {
  Date on;          ///< the archive's day
  Date soon_until;  ///< last due day that counts as soon (执行口径 提醒)
  bool digest_due;  ///< the hour of the daily digest has come, on a working day
  /// Steps of leaves above this one are news; what lay in the archive before mail was configured is not.
  LeafIndex news_after = -1;
  /// Nor what was received before this: a service that stood still for months does not tell it all.
  Instant news_from;
  const std::vector<ledger::Obligation>& duties;  ///< of every unit, computed for `on`
  const std::vector<Unit>& units;
  Letterhead head;
  /// Whether a message of that key was put out before.
  std::function<bool(std::string_view key)> said;
};

/// Whether a step of a duty is still to be told.
bool is_news(const Situation& situation, const ledger::HistoryStep& step);

/// The messages now due, at most one digest a day for a recipient and unit, and one at once for each document, return
/// or urging. A recipient is told of nothing but what his unit owes or is owed.
std::vector<Message> plan(const Situation& situation, const std::vector<Recipient>& recipients);

}  // namespace cundang::notices
