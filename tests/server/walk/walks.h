// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string_view>

namespace cundang {

/// What a route can show of another unit's, and so how it is walked.
enum class Walk {
  Open,      ///< the same for everybody: files of the program, sign-in
  Common,    ///< the same for everybody who is signed in: units, the public log, counters of the whole archive
  Record,    ///< names one record
  Duty,      ///< names one duty
  Search,    ///< answers a query
  Listed,    ///< lists what the caller may see
  Upload,    ///< takes a document
  Own,       ///< the caller's own account and session
  Signal,    ///< names one 预警, the office's alone
  Year,      ///< shows the caller his own part of an assessment
  Card,      ///< names a unit in a year's assessment
  Feed,      ///< opened by a secret in the address
  Official,  ///< for the office, the bureau or administrators alone
};

inline const std::map<std::string_view, Walk> walks = {
    {"submit", Walk::Upload},
    {"status", Walk::Record},
    {"receipt", Walk::Record},
    {"search", Walk::Search},
    {"record", Walk::Record},
    {"record-xml", Walk::Record},
    {"container", Walk::Record},
    {"obligations", Walk::Listed},
    {"obligation", Walk::Duty},
    {"units", Walk::Common},
    {"ready", Walk::Common},
    {"health", Walk::Open},
    {"log", Walk::Common},
    {"asset", Walk::Open},
    {"add-checkpoint", Walk::Open},
    {"sign-in-page", Walk::Open},
    {"sign-in", Walk::Open},
    {"welcome-page", Walk::Open},
    {"welcome", Walk::Open},
    {"sign-out", Walk::Own},
    {"password-page", Walk::Own},
    {"password", Walk::Own},
    {"choose-unit", Walk::Own},
    {"home-page", Walk::Listed},
    {"search-page", Walk::Search},
    {"record-page", Walk::Record},
    {"receipt-page", Walk::Record},
    {"board-page", Walk::Listed},
    {"obligation-page", Walk::Duty},
    {"act", Walk::Duty},
    {"upload-page", Walk::Own},
    {"upload", Walk::Upload},
    {"accounts-page", Walk::Official},
    {"add-person", Walk::Official},
    {"grant", Walk::Official},
    {"enable", Walk::Official},
    {"issue-link", Walk::Official},
    {"issue-token", Walk::Official},
    {"revoke-token", Walk::Official},
    {"trail-page", Walk::Official},
    {"signal", Walk::Signal},
    {"signal-page", Walk::Signal},
    {"decide-on-signal", Walk::Signal},
    {"signal-paper-page", Walk::Signal},
    {"file-signal-paper", Walk::Signal},
    {"signals", Walk::Official},
    {"signals-page", Walk::Official},
    {"drafts-page", Walk::Official},
    {"accident-statistics", Walk::Listed},
    {"accidents-page", Walk::Listed},
    {"board-pdf", Walk::Listed},
    {"board-xlsx", Walk::Listed},
    {"board-csv", Walk::Listed},
    {"record-print", Walk::Record},
    {"assessment", Walk::Year},
    {"assessment-page", Walk::Year},
    {"assessment-xlsx", Walk::Year},
    {"assessment-csv", Walk::Year},
    {"assessment-step", Walk::Year},
    {"assessment-report", Walk::Official},
    {"what-if-page", Walk::Official},
    {"what-if", Walk::Official},
    {"scorecard-page", Walk::Card},
    {"scorecard-print", Walk::Card},
    {"unit-letter", Walk::Card},
    {"desk-page", Walk::Official},
    {"urge-several", Walk::Official},
    {"transfer-several", Walk::Official},
    {"shift-deadlines", Walk::Official},
    {"recognise-day", Walk::Official},
    {"matches-page", Walk::Official},
    {"decide-match", Walk::Official},
    {"notices-page", Walk::Own},
    {"subscribe", Walk::Own},
    {"save-view", Walk::Own},
    {"remove-view", Walk::Own},
    {"issue-feed", Walk::Own},
    {"revoke-feed", Walk::Own},
    {"retry-sending", Walk::Official},
    {"add-webhook", Walk::Official},
    {"change-webhook", Walk::Official},
    {"outside-page", Walk::Official},
    {"retry-outside", Walk::Official},
    {"checkpoint-print", Walk::Official},
    {"calendar-feed", Walk::Feed},
    {"board-feed", Walk::Feed},
};

/// How a route is walked; Open where nobody has said it, which ClassifyEveryRouteOfTheTable does not let pass.
inline Walk walk_of(std::string_view name) {
  const auto found = walks.find(name);
  return found == walks.end() ? Walk::Open : found->second;
}

}  // namespace cundang
