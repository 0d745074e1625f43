// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "schema/model/finding.h"
#include "schema/xml/libxml.h"

namespace cundang::forms {

/// 国家秘密 never enters: the label, or an element of the 版头 (GB/T 9704: copy-number, security, urgency, issuer-mark,
/// doc-no, signatory), says 秘密, 机密 or 绝密, or the title carries such a marking (title_is_marked). The body is not
/// looked at: real documents speak about 秘密 in running text. White space between the characters does not hide them;
/// 工作秘密 is a label of its own and no state secret.
/// @returns "secret.label", "secret.header" or "secret.title", with no text of the document.
std::optional<Finding> find_secret(const xmlNode* root);

/// The same for bytes that are no well-formed document, as well as can be told: tags are looked for in the raw bytes,
/// UTF-8, UTF-16 or GBK.
std::optional<Finding> find_secret_in_bytes(std::string_view bytes);

/// The finding itself: code "secret.label", "secret.header", "secret.title" or "secret.handover".
Finding secret_finding(std::string_view code);

}  // namespace cundang::forms
