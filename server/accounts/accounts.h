// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "server/accounts/feeds.h"
#include "server/accounts/links.h"
#include "server/accounts/outbox.h"
#include "server/accounts/saved_views.h"
#include "server/accounts/sessions.h"
#include "server/accounts/subscriptions.h"
#include "server/accounts/tokens.h"
#include "server/accounts/webhooks.h"

namespace cundang::accounts {

struct Policy {
  SignInPolicy sign_in;
  SessionPolicy session;
};

/// All of accounts.sqlite. `clock` is the real one, also in a 演练 archive, and outlives this.
struct Accounts {
  explicit Accounts(const std::filesystem::path& file, const Clock& clock, const Policy& policy = {})
      : database{file},
        trail{database, clock},
        persons{database, trail, clock},
        sign_in{database, persons, trail, clock, policy.sign_in},
        sessions{database, persons, clock, policy.session},
        tokens{database, trail, clock},
        links{database, sign_in, trail, clock},
        subscriptions{database, trail},
        saved_views{database},
        feeds{database, trail, clock},
        webhooks{database, trail, clock},
        outbox{database, clock} {}

  Database database;
  Trail trail;
  Persons persons;
  SignIn sign_in;
  Sessions sessions;
  Tokens tokens;
  Links links;
  Subscriptions subscriptions;
  SavedViews saved_views;
  Feeds feeds;
  Webhooks webhooks;
  Outbox outbox;
};

}  // namespace cundang::accounts
