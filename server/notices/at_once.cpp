// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/notices/at_once.h"

#include <map>
#include <optional>

namespace cundang::notices {
namespace {

enum class News { Arrived, Served, Returned, Urged };

struct Item {
  const ledger::Obligation* duty;
  const ledger::HistoryStep* step;
};

/// News by the record that brought it.
using ByRecord = std::map<std::pair<LeafIndex, News>, std::vector<Item>>;

std::optional<News> news_of(const ledger::HistoryStep& step) {
  if (step.act == "trigger") return News::Arrived;
  if (step.act == "service" || step.act == "deemed-service") return News::Served;
  if (step.act == "return-for-rework") return News::Returned;
  if (step.act == "urging") return News::Urged;
  return std::nullopt;
}

Text name_of(News news) {
  switch (news) {
    case News::Arrived:
      return {"新文件待签收", "a new document waits for your signature"};
    case News::Served:
      return {"已登记送达", "service has been entered"};
    case News::Returned:
      return {"退办，请重报", "returned: answer again"};
    case News::Urged:
      return {"催办", "urging"};
  }
  return {};
}

ByRecord collect(const Situation& situation, const UnitCode& unit) {
  ByRecord found;
  for (const auto& duty : situation.duties) {
    if (duty.owing != unit || ledger::has_ended(duty.state)) continue;
    for (const auto& step : duty.history) {
      if (step.by == unit || !is_news(situation, step)) continue;
      const auto news = news_of(step);
      if (news) found[{step.leaf, *news}].push_back({&duty, &step});
    }
  }
  return found;
}

std::string body_of(const Situation& situation, const UnitCode& unit, News news, const std::vector<Item>& items) {
  const auto& first = *items.front().step;
  std::string text = full_name(situation.units, unit) + "：\n\n" + name_of(news).zh + "（" + name_of(news).en +
                     "）。登记号 " + to_text(first.record) + "，" + to_beijing_text(first.at) + "，由 " +
                     full_name(situation.units, first.by) + " 登记。\n\n";
  std::size_t number = 0;
  for (const auto& [duty, step] : items) {
    text += std::to_string(++number) + ". " + duty->name.zh + "　时限 " +
            (duty->due.day ? to_text(*duty->due.day) : "待送达后起算") + "\n";
    // What an urging or return says was written to this unit; the words of a document stay in the archive.
    if (news == News::Urged || news == News::Returned) text += "   " + step->text.zh + "\n";
    text += "   " + situation.head.public_url + "/obligations/" + duty->id.text + "\n";
  }
  return text + closing_lines(situation.head);
}

}  // namespace

std::vector<Message> at_once(const Situation& situation, const Recipient& recipient) {
  std::vector<Message> messages;
  for (const auto& [place, items] : collect(situation, recipient.unit)) {
    const auto& [leaf, news] = place;
    Message message;
    message.key = "now|" + std::to_string(leaf) + "|" + std::to_string(static_cast<int>(news)) + "|" +
                  recipient.unit.text + "|" + recipient.address;
    message.to = recipient.address;
    message.unit = recipient.unit;
    message.subject = subject_mark(situation.head) + short_name(situation.units, recipient.unit) + " " +
                      name_of(news).zh + "：" + items.front().duty->name.zh +
                      (items.size() > 1 ? " 等 " + std::to_string(items.size()) + " 项" : "");
    message.body = body_of(situation, recipient.unit, news, items);
    for (const auto& item : items) message.about.push_back(item.duty->id);
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace cundang::notices
