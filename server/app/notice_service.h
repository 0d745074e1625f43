// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/error.h"
#include "schema/model/finding.h"

namespace cundang::app {

/// Reminders, feeds and webhooks as the pages see them; who subscribes to what stands in the accounts. Thread-safe.
class NoticeService {
 public:
  virtual ~NoticeService() = default;
  /// Standing ones for the office: no mail server, mail that waits, a webhook given up.
  virtual std::vector<Text> warnings() const = 0;
  /// Whether a mail server is configured.
  virtual bool sends_mail() const = 0;
  /// Where people reach the pages, without a closing /.
  virtual std::string public_url() const = 0;
  /// Everything that waits is tried at once.
  virtual void retry_now() = 0;
  /// What is wrong with an address for a webhook; nothing where it may be called.
  virtual std::optional<Finding> webhook_fault(const std::string& url) const = 0;
  /// Puts a test event into the outbox for a hook. @throws Error{NotFound}
  virtual void test_webhook(std::int64_t id) = 0;
};

}  // namespace cundang::app
