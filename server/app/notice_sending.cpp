// SPDX-License-Identifier: GPL-3.0-or-later
// What waits in the outbox is sent. A row is marked only after the other side has answered: a crash in between sends it
// again under the same id, and never loses it.
#include "archive/crypto/digest.h"
#include "server/app/notice_desk.h"

namespace cundang::app {
namespace {

constexpr int mails_at_once = 100, events_at_once = 50;

/// The same at every attempt and of no use to guess anything from.
std::string id_of(const accounts::Outgoing& row) { return crypto::sha256(row.key).hex().substr(0, 32); }

/// The receiver has read this very event and will never take it; every other answer may change.
bool is_refusal(int status) { return status == 400 || status == 413 || status == 415 || status == 422; }

}  // namespace

void NoticeDesk::send_mail() {
  if (!options_.mail.configured() || rests(mail_)) return;
  const auto mails = accounts_.outbox.due("mail", "", mails_at_once);
  if (mails.empty()) return;
  try {
    send_mails(mails);
    tell(mail_, {});
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Unavailable && error.code() != ErrorCode::FileUnreadable) throw;
    tell(mail_, error.detail());
  }
}

void NoticeDesk::send_mails(const std::vector<accounts::Outgoing>& mails) {
  delivery::SmtpSession session{options_.mail};
  for (const auto& mail : mails) {
    if (thread_.stopping()) return;
    delivery::MailAnswer answer;
    try {
      answer = session.send({mail.target, mail.subject, mail.body, id_of(mail)});
    } catch (const Error& error) {
      // Should it be this mail that breaks the connection, the next round begins with another.
      accounts_.outbox.put_off(mail.id, error.detail(), later(mail.tries + 1));
      throw;
    }
    switch (answer.kind) {
      case delivery::MailAnswer::Kind::Accepted:
        accounts_.outbox.accepted(mail.id, answer.text, archive_.now());
        break;
      case delivery::MailAnswer::Kind::Refused:
        accounts_.outbox.refused(mail.id, answer.text, archive_.now());
        break;
      case delivery::MailAnswer::Kind::Deferred:
        accounts_.outbox.put_off(mail.id, answer.text, later(mail.tries + 1));
        break;
    }
  }
}

void NoticeDesk::call_webhooks() {
  for (const auto& hook : accounts_.webhooks.all()) {
    if (!hook.enabled || real_.now() < hook.next_try) continue;
    for (const auto& event : accounts_.outbox.due("webhook", std::to_string(hook.id), events_at_once))
      if (thread_.stopping() || !call_webhook(hook, event)) break;  // in order: the next one waits behind it
  }
}

bool NoticeDesk::call_webhook(const accounts::Webhook& hook, const accounts::Outgoing& event) {
  int status = 0;
  try {
    status = delivery::post({hook.url, hook.secret, id_of(event), event.event, event.body, real_.now().ms / 1000},
                            options_.webhooks);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Unavailable && error.code() != ErrorCode::Forbidden) throw;
    webhook_failed(hook, event, error.detail());
    return false;
  }
  const auto answer = "HTTP " + std::to_string(status);
  if (status >= 200 && status < 300) {
    accounts_.outbox.accepted(event.id, answer, archive_.now());
  } else if (is_refusal(status)) {
    accounts_.outbox.refused(event.id, answer, archive_.now());
  } else {
    webhook_failed(hook, event, answer);
    return false;
  }
  accounts_.webhooks.succeeded(hook.id);
  return true;
}

void NoticeDesk::webhook_failed(const accounts::Webhook& hook, const accounts::Outgoing& event,
                                const std::string& trouble) {
  // The hook rests as a whole; the event itself stays first in line.
  accounts_.outbox.put_off(event.id, trouble, event.next_try);
  accounts_.webhooks.failed(hook.id, trouble, later(hook.failures + 1));
  if (hook.failing_since.ms > 0 && real_.now() - options_.webhook_give_up >= hook.failing_since)
    accounts_.webhooks.give_up(hook.id);
}

}  // namespace cundang::app
