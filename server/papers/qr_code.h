// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "server/papers/figure.h"

namespace cundang::papers {

/// A QR code (ISO/IEC 18004, error correction M) that holds these bytes, as squares of a figure `side` points wide, its
/// quiet zone of four modules included. @throws Error{PaperTooLong} beyond some 2,300 bytes.
Figure qr_code(std::string_view bytes, double side);

}  // namespace cundang::papers
