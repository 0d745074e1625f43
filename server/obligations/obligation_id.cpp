// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/obligation_id.h"

#include "server/obligations/sha256.h"

namespace cundang::ledger {

ObligationId obligation_id(std::string_view rule, std::string_view trigger, const UnitCode& owing,
                           std::string_view item) {
  std::string text;
  text.append(rule).append("\n").append(trigger).append("\n").append(owing.text).append("\n").append(item);
  return {to_hex(sha256(text).bytes().substr(0, 16))};
}

}  // namespace cundang::ledger
