// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/model/error.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace cundang::tools {

/// What was wrong with a command line, told as every other error is: reason and cure in both languages.
/// @param app the whole program's, just parsed. @returns Error{UsageError}.
Error usage_error(const CLI::App& app, const CLI::ParseError& error);

/// Gives the program's help the words that the library would print in English alone; before any option is added.
void speak_both_languages(CLI::App& app);
/// The same for a subcommand just added; returns it.
CLI::App* speaking_both_languages(CLI::App* command);

}  // namespace cundang::tools
