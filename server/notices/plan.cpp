// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/plan.h"

#include "server/notices/at_once.h"
#include "server/notices/digest.h"

namespace cundang::notices {

bool is_news(const Situation& situation, const ledger::HistoryStep& step) {
  return step.applies && step.leaf > situation.news_after && step.at >= situation.news_from;
}

std::vector<Message> plan(const Situation& situation, const std::vector<Recipient>& recipients) {
  std::vector<Message> messages;
  for (const auto& recipient : recipients) {
    if (recipient.at_once) {
      for (auto& message : at_once(situation, recipient))
        if (!situation.said(message.key)) messages.push_back(std::move(message));
    }
    if (!recipient.digest || !situation.digest_due || situation.said(digest_key(situation.on, recipient))) continue;
    if (auto message = digest(situation, recipient)) messages.push_back(std::move(*message));
  }
  return messages;
}

}  // namespace cundang::notices
