// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/notice_desk.h"

#include <algorithm>

#include "schema/model/json.h"

namespace cundang::app {
namespace {

Text mail_warning(const std::string& since, const std::string& trouble, std::int64_t waiting) {
  const auto count = std::to_string(waiting);
  return {"邮件自 " + since + " 起发不出去，" + count + " 封待发（不会丢失，恢复后自动发出）：" + trouble,
          "mail does not go out since " + since + "; " + count + " wait, none is lost: " + trouble};
}

}  // namespace

NoticeDesk::NoticeDesk(Archive& archive, accounts::Accounts& accounts, NoticeOptions options, const Clock& real)
    : archive_{archive},
      accounts_{accounts},
      options_{std::move(options)},
      real_{real},
      public_url_{options_.public_url} {}

void NoticeDesk::pages_at(std::string public_url) {
  const std::lock_guard lock{mutex_};
  public_url_ = std::move(public_url);
}

std::string NoticeDesk::public_url() const {
  const std::lock_guard lock{mutex_};
  return public_url_;
}

void NoticeDesk::start() {
  if (!options_.mail.configured() && options_.webhooks.allowed.empty()) return;
  thread_.start([this] { round(); });
}

// Each part goes on where another cannot: a ledger that does not read keeps no mail back, nor a dead server a filing.
void NoticeDesk::round() {
  const auto attempt = [this](Rest& rest, auto&& part) {
    if (thread_.stopping() || rests(rest)) return;
    try {
      part();
      tell(rest, {});
    } catch (const std::exception& error) {
      tell(rest, explain(error));
    }
  };
  attempt(planning_, [this] { plan(); });
  attempt(sending_, [this] {
    send_mail();
    call_webhooks();
  });
  attempt(filing_, [this] { file(); });
}

bool NoticeDesk::rests(const Rest& rest) const {
  const std::lock_guard lock{mutex_};
  return !rest.trouble.empty() && real_.now() < rest.until;
}

void NoticeDesk::tell(Rest& rest, const std::string& trouble) {
  const std::lock_guard lock{mutex_};
  if (trouble.empty()) {
    rest = {};
    return;
  }
  if (rest.failures++ == 0) rest.since = real_.now();
  rest.until = later(rest.failures);
  rest.trouble = trouble;
}

Instant NoticeDesk::later(int failures) const {
  return next_try(real_.now(), failures, options_.retry_min, options_.retry_max);
}

std::vector<Text> NoticeDesk::warnings() const {
  std::vector<Text> found;
  Rest mail, sending, filing, planning;
  {
    const std::lock_guard lock{mutex_};
    mail = mail_;
    sending = sending_;
    filing = filing_;
    planning = planning_;
  }
  const auto waiting = accounts_.outbox.waiting("mail");
  if (!mail.trouble.empty()) found.push_back(mail_warning(to_beijing_text(mail.since), mail.trouble, waiting));
  if (!options_.mail.configured() && (waiting > 0 || !accounts_.subscriptions.active().empty()))
    found.push_back({"未配置邮件服务器：提醒邮件不会发出（cundang.xml 的 mail）",
                     "no mail server is configured (mail in cundang.xml): reminders do not go out"});
  for (const auto& hook : accounts_.webhooks.all())
    if (!hook.enabled && hook.failures > 0)
      found.push_back({"事件推送 " + hook.url + " 连续失败，已停用：" + hook.trouble,
                       "webhook " + hook.url + " kept failing and was disabled: " + hook.trouble});
  if (!planning.trouble.empty())
    found.push_back({"提醒无法编制：" + planning.trouble, "reminders cannot be planned: " + planning.trouble});
  if (!sending.trouble.empty())
    found.push_back({"待发件箱无法处理：" + sending.trouble, "the outbox cannot be worked on: " + sending.trouble});
  if (!filing.trouble.empty())
    found.push_back({"发送登记未能入库：" + filing.trouble, "a sending could not be registered: " + filing.trouble});
  return found;
}

void NoticeDesk::retry_now() {
  accounts_.outbox.hurry();
  {
    const std::lock_guard lock{mutex_};
    for (auto* rest : {&mail_, &sending_, &filing_, &planning_}) rest->until = {};
  }
  for (const auto& hook : accounts_.webhooks.all())
    if (hook.enabled) accounts_.webhooks.hurry(hook.id);
  thread_.hurry();
}

std::optional<Finding> NoticeDesk::webhook_fault(const std::string& url) const {
  auto fault = delivery::url_fault(url, options_.webhooks);
  if (fault.none()) return std::nullopt;
  return Finding{"webhook.address", Severity::Fault, "url", 0, std::move(fault.reason), std::move(fault.cure)};
}

void NoticeDesk::test_webhook(std::int64_t id) {
  const auto all = accounts_.webhooks.all();
  const auto hook = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id == id; });
  if (hook == all.end()) throw Error{ErrorCode::NotFound}.with("webhook", std::to_string(id));
  JsonWriter json;
  json.open_object().member("event", "ping").member("exercise", archive_.simulated());
  json.member("on", to_text(beijing_day(archive_.now()))).close_object();
  accounts::Outgoing event;
  event.key = "ping|" + std::to_string(id) + "|" + std::to_string(real_.now().ms);
  event.channel = "webhook";
  event.target = std::to_string(id);
  event.unit = hook->unit;
  event.event = event.subject = "ping";
  event.body = json.text();
  accounts_.outbox.put({event});
  thread_.hurry();
}

}  // namespace cundang::app
