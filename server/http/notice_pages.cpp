// SPDX-License-Identifier: GPL-3.0-or-later
// 通知: what a person is told of and where; for the office what waits to be sent; for the administrator the webhooks.
#include <algorithm>
#include <charconv>

#include "schema/model/mail_address.h"
#include "server/accounts/known_unit.h"
#include "server/http/board_choices.h"
#include "server/http/encoding.h"
#include "server/http/feed_reading.h"
#include "server/http/page.h"
#include "server/http/routes.h"

namespace cundang::http {

namespace {

constexpr int outbox_rows = 50;
constexpr std::size_t written_max = 100;  // bytes repeated in a message

/// What is wrong with one field of a form, and what to do.
struct FieldFault {
  std::string field, text;
};

struct Shown {
  std::string message, secret_title, secret;
  int status = 200;
  std::vector<FieldFault> view_faults;  ///< of the form that keeps a view, which then shows what was written
};

bool may_see_outbox(const Call& call) { return call.actor().has(Role::Office) || call.actor().has(Role::SystemAdmin); }

void require(const Call& call, bool allowed) {
  if (!allowed || !call.site.notices) throw Error{ErrorCode::Forbidden};
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

std::int64_t id_of(const Call& call, std::string_view field) {
  const auto text = call.field(field);
  std::int64_t id = -1;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (fault != std::errc{} || end != text.data() + text.size() || id < 0)
    throw Error{ErrorCode::BadRequest, Text{"此处应为编号", "a number is expected"},
                Text{"请从页面上操作，不要改动地址", "use the page's own buttons"}}
        .with("field", std::string{field});
  return id;
}

void add_subscription(const Call& call, web::Data& data) {
  const auto& actor = call.actor();
  const auto kept = call.site.accounts.subscriptions.find(actor.person, actor.unit);
  data.set("address", kept ? kept->address : "")
      .set("subscribed", kept.has_value())
      .set("digest", !kept || kept->digest)
      .set("at_once", !kept || kept->at_once)
      .set("sends_mail", call.site.notices && call.site.notices->sends_mail());
}

void add_feeds(const Call& call, web::Data& data) {
  const auto& actor = call.actor();
  const auto views = call.site.accounts.saved_views.of(actor.person, actor.unit);
  for (const auto& view : views)
    data.push("views", web::Data{}
                           .set("view_id", static_cast<long>(view.id))
                           .set("name", view.name)
                           .set("link", "/board?" + view.query));
  data.set("has_views", !views.empty());
  const auto feeds = call.site.accounts.feeds.of(actor.person, actor.unit);
  for (const auto& feed : feeds)
    data.push("feeds", web::Data{}
                           .set("feed_id", static_cast<long>(feed.id))
                           .set("name", feed.view == 0 ? say(call, "calendar-feed") : feed.name)
                           .set("kind", feed.view == 0 ? "iCalendar" : "Atom")
                           .set("created", to_beijing_text(feed.created)));
  data.set("has_feeds", !feeds.empty());
}

/// The form that keeps a view, filled with what was sent.
void add_view_form(const Call& call, web::Data& data, const std::vector<FieldFault>& faults) {
  web::Data form;
  form.set("name", call.field("name")).set("month", call.field("month"));
  const auto unit = call.field("unit"), state = call.field("state");
  for (const auto& each : call.site.service.units())
    form.push("units", web::Data{}
                           .set("code", each.code.text)
                           .set("name", each.names.empty() ? each.code.text : each.full_name())
                           .set("chosen", each.code.text == unit));
  for (const auto& each : board_states(call, state)) form.push("states", each);
  for (const auto& [field, text] : faults) form.set(field + "_fault", text);
  data.push("view_form", std::move(form));
  data.set("view_refused", !faults.empty());
}

std::string state_of(const Call& call, const accounts::Outgoing& row) {
  using State = accounts::Outgoing::State;
  if (row.state == State::Accepted) return say(call, "outgoing-accepted");
  if (row.state == State::Refused) return say(call, "outgoing-refused");
  return say(call, row.tries > 0 ? "outgoing-retry" : "outgoing-waiting");
}

std::string_view lamp_of(const accounts::Outgoing& row) {
  using State = accounts::Outgoing::State;
  if (row.state == State::Accepted) return "green";
  return row.state == State::Refused ? "red" : row.tries > 0 ? "amber" : "blue";
}

std::string target_of(const std::vector<accounts::Webhook>& hooks, const accounts::Outgoing& row) {
  if (row.channel == "mail") return row.target;
  for (const auto& hook : hooks)
    if (std::to_string(hook.id) == row.target) return hook.url;
  return "webhook " + row.target;
}

void add_outbox(const Call& call, web::Data& data, const std::vector<accounts::Webhook>& hooks) {
  const auto rows = call.site.accounts.outbox.latest(outbox_rows);
  // A subject names units and their duties, which an administrator of machines does not read.
  const bool reads_records = call.viewer().sees_all;
  for (const auto& row : rows)
    data.push("outbox", web::Data{}
                            .set("created", to_beijing_text(row.created))
                            .set("target", target_of(hooks, row))
                            .set("subject", reads_records ? row.subject : row.event)
                            .set("lamp", lamp_of(row))
                            .set("state", state_of(call, row))
                            .set("tries", row.tries)
                            .set("answer", row.answer)
                            .set("record", reads_records && row.record ? to_text(*row.record) : ""));
  data.set("has_outbox", !rows.empty());
  for (const auto& warning : call.site.notices->warnings())
    data.push("warnings", web::Data{}.set("text", web::in(warning, call.language)));
}

std::string state_of(const Call& call, const accounts::Webhook& hook) {
  if (!hook.enabled) return say(call, hook.failures > 0 ? "webhook-given-up" : "webhook-disabled");
  return say(call, hook.failures > 0 ? "webhook-failing" : "webhook-works");
}

void add_webhooks(const Call& call, web::Data& data, const std::vector<accounts::Webhook>& hooks) {
  const auto units = call.site.service.units();
  for (const auto& hook : hooks)
    data.push("webhooks", web::Data{}
                              .set("hook_id", static_cast<long>(hook.id))
                              .set("unit", unit_name(units, hook.unit))
                              .set("url", hook.url)
                              .set("enabled", hook.enabled)
                              .set("lamp", hook.failures > 0 ? "red"
                                           : hook.enabled    ? "green"
                                                             : "grey")
                              .set("state", state_of(call, hook))
                              .set("trouble", hook.trouble));
  data.set("has_webhooks", !hooks.empty());
  for (const auto& unit : units)
    data.push("units", web::Data{}.set("code", unit.code.text).set("name", unit_name(units, unit.code)));
}

Response show(const Call& call, const Shown& shown = {}) {
  auto data = page_data(call, say(call, "notices"));
  data.set("message", shown.message).set("secret", shown.secret).set("secret_title", shown.secret_title);
  add_subscription(call, data);
  add_feeds(call, data);
  add_view_form(call, data, shown.view_faults);
  if (may_see_outbox(call) && call.site.notices) {
    const auto hooks = call.site.accounts.webhooks.all();
    data.set("sees_outbox", true).set("may_configure", call.actor().has(Role::SystemAdmin));
    add_outbox(call, data, hooks);
    add_webhooks(call, data, hooks);
  }
  return page(call, "notices", data, shown.status);
}

Response back() { return Response::see_other("/notices"); }

std::string sentence(const Call& call, const Text& reason, const Text& cure) {
  return web::in(reason, call.language) + (call.language == web::Language::English ? "; " : "。") +
         web::in(cure, call.language);
}

Response refused(const Call& call, const Text& reason, const Text& cure) {
  return show(call, {sentence(call, reason, cure), {}, {}, 400, {}});
}

/// What the board would not read of the fields sent, each beside its own; and the name, where the rest is sound.
std::vector<FieldFault> keep_view(const Call& call, const std::string& name) {
  const auto unit = call.field("unit"), state = call.field("state"), month = call.field("month");
  std::vector<FieldFault> faults;
  const auto attempt = [&](const char* field, const auto& act) {
    try {
      act();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::BadRequest) throw;
      auto reason = error.reason();
      // A list cannot show again what it does not hold.
      if (const auto written = call.field(field); !written.empty() && written.size() <= written_max) {
        reason.zh += "：" + std::string{written};
        reason.en += ": " + std::string{written};
      }
      faults.push_back({field, sentence(call, reason, error.cure())});
    }
  };
  attempt("unit", [&] { read_view(call, view_query(unit, {}, {})); });
  attempt("state", [&] { read_view(call, view_query({}, state, {})); });
  attempt("month", [&] { read_view(call, view_query({}, {}, month)); });
  if (!faults.empty()) return faults;
  attempt("name", [&] {
    call.site.accounts.saved_views.add(
        {0, call.actor().person, call.actor().unit, name, view_query(unit, state, month)});
  });
  return faults;
}

}  // namespace

Response notices_page(Call& call) { return show(call); }

Response subscribe(Call& call) {
  const auto& actor = call.actor();
  auto& subscriptions = call.site.accounts.subscriptions;
  if (call.field("act") == "remove") {
    subscriptions.remove(actor.person, actor.unit);
    return back();
  }
  const std::string address{call.field("address")};
  if (!is_mail_address(address))
    return refused(call, {"不是邮件地址：" + address, "not a mail address: " + address},
                   {"请填写形如 zhang@zjw.gov.example 的地址", "enter an address such as zhang@zjw.gov.example"});
  subscriptions.set(
      {actor.person, {}, actor.unit, address, call.field("digest") == "yes", call.field("at_once") == "yes"});
  return back();
}

Response save_view(Call& call) {
  auto faults = keep_view(call, trimmed(call.field("name")));
  if (faults.empty()) return back();
  return show(call, {{}, {}, {}, 400, std::move(faults)});
}

Response remove_view(Call& call) {
  call.site.accounts.saved_views.remove(id_of(call, "view"), call.actor().person);
  return back();
}

Response issue_feed(Call& call) {
  const auto view = id_of(call, "view");
  const auto secret = call.site.accounts.feeds.issue(call.actor().person, call.actor().unit, view);
  const auto base = call.site.notices ? call.site.notices->public_url() : std::string{};
  return show(call, {{},
                     say(call, view == 0 ? "new-calendar-feed" : "new-board-feed"),
                     base + (view == 0 ? "/feeds/calendar.ics" : "/feeds/board.atom") + "?token=" + secret,
                     200,
                     {}});
}

Response revoke_feed(Call& call) {
  call.site.accounts.feeds.revoke(id_of(call, "feed"), call.actor().person);
  return back();
}

Response retry_sending(Call& call) {
  require(call, may_see_outbox(call));
  call.site.notices->retry_now();
  return back();
}

Response add_webhook(Call& call) {
  require(call, call.actor().has(Role::SystemAdmin));
  const std::string url{call.field("url")};
  if (const auto fault = call.site.notices->webhook_fault(url)) return refused(call, fault->reason, fault->cure);
  const UnitCode unit{std::string{call.field("unit")}};
  accounts::require_known_unit(call.site.service.units(), unit.text);
  const auto secret =
      call.site.accounts.webhooks.add(unit, url, beijing_day(call.site.service.now()), call.actor().person);
  return show(call, {{}, say(call, "new-webhook"), secret, 200, {}});
}

Response change_webhook(Call& call) {
  require(call, call.actor().has(Role::SystemAdmin));
  const auto id = id_of(call, "webhook");
  const auto act = call.field("act");
  auto& webhooks = call.site.accounts.webhooks;
  if (act == "remove") {
    webhooks.remove(id, call.actor().person);
  } else if (act == "enable" || act == "disable") {
    webhooks.enable(id, act == "enable", call.actor().person);
  } else if (act == "test") {
    call.site.notices->test_webhook(id);
  } else {
    throw Error{ErrorCode::BadRequest, Text{"不认识的操作", "an unknown act"},
                Text{"请从页面上操作", "use the page's own buttons"}};
  }
  return back();
}

}  // namespace cundang::http
