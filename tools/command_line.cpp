// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace cundang::tools {
namespace {

constexpr const char* options_group = "选项 / Options";
constexpr const char* commands_group = "命令 / Commands";

/// The subcommand the person meant, or the program.
const CLI::App& meant(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? app : *parsed.back();
}

std::string help_of(const CLI::App& command) {
  return command.get_parent() == nullptr ? "cundang help" : "cundang help " + command.get_name();
}

Text see_help(const CLI::App& command) { return {"用法见 " + help_of(command), "see: " + help_of(command)}; }

/// A description "数据目录 / data directory" by language.
Text description_of(const CLI::Option& option) {
  const auto& text = option.get_description();
  const auto slash = text.find(" / ");
  if (slash == std::string::npos) return {text, text};
  return {text.substr(0, slash), text.substr(slash + 3)};
}

Text what_it_is(const CLI::App& command, const CLI::Option& option) {
  const auto name = option.get_name();
  const auto is = description_of(option);
  const auto help = see_help(command);
  return {name + "：" + is.zh + "；" + help.zh, name + ": " + is.en + "; " + help.en};
}

/// The option a message is about: the library gives its name in the words alone.
const CLI::Option* option_in(const CLI::App& command, const std::string& message) {
  const CLI::Option* found = nullptr;
  for (const auto* option : command.get_options()) {
    const auto name = option->get_name();
    const bool longer = found == nullptr || found->get_name().size() < name.size();
    if (message.find(name) != std::string::npos && longer) found = option;
  }
  return found;
}

Error missing(const CLI::App& command, const CLI::ParseError& error) {
  for (const auto* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    const auto name = option->get_name();
    return {ErrorCode::UsageError, Text{"缺少 " + name, name + " is missing"}, what_it_is(command, *option)};
  }
  return {ErrorCode::UsageError, Text{"命令不完整", error.what()}, see_help(command)};
}

Error unexpected(const CLI::App& command) {
  const auto rest = command.remaining(true);
  const auto word = rest.empty() ? std::string{} : rest.front();
  const bool option = word.starts_with('-');
  const bool another = !option && command.get_parent() == nullptr;
  const Text reason = option    ? Text{"没有选项 " + word, "there is no option " + word}
                      : another ? Text{"没有命令 " + word, "there is no command " + word}
                                : Text{"多出 " + word, word + " is one too many"};
  if (!option) return {ErrorCode::UsageError, reason, see_help(command)};
  std::string all;
  for (const auto* each : command.get_options())
    if (const auto name = each->get_name(); name.starts_with("--")) all += (all.empty() ? "" : " ") + name;
  const auto help = see_help(command);
  return {ErrorCode::UsageError, reason,
          Text{"可用的选项：" + all + "；" + help.zh, "the options are: " + all + "; " + help.en}};
}

Error wrong_value(const CLI::App& command, const CLI::ParseError& error) {
  const auto* option = option_in(command, error.what());
  if (option == nullptr) return {ErrorCode::UsageError, Text{"命令行无法读取", error.what()}, see_help(command)};
  const auto name = option->get_name();
  if (option->get_expected_min() == 0 && option->get_expected_max() == 0)
    return {ErrorCode::UsageError, Text{name + " 后面不带值", name + " takes no value"}, what_it_is(command, *option)};
  if (option->results().empty())
    return {ErrorCode::UsageError, Text{name + " 后面没有写值", name + " has no value"}, what_it_is(command, *option)};
  if (option->results().size() > 1)
    return {ErrorCode::UsageError, Text{name + " 写了不止一次", name + " is given more than once"},
            what_it_is(command, *option)};
  const auto& value = option->results().front();
  return {ErrorCode::UsageError,
          Text{name + " 应为整数，写的是 " + value, name + " wants a whole number, not " + value},
          what_it_is(command, *option)};
}

}  // namespace

Error usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const auto& command = meant(app);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return missing(command, error);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return unexpected(command);
  return wrong_value(command, error);
}

void speak_both_languages(CLI::App& app) {
  app.set_help_flag("-h,--help", "帮助 / help");
  app.option_defaults()->group(options_group);
  app.get_help_ptr()->group(options_group);
  for (const auto& [english, both] :
       {std::pair{"Usage", "用法 / Usage"}, std::pair{"OPTIONS", "选项 / options"},
        std::pair{"Positionals", "参数 / Arguments"}, std::pair{"SUBCOMMAND", "命令 / command"},
        std::pair{"SUBCOMMANDS", "命令 / commands"}, std::pair{"REQUIRED", "必需 / required"}})
    app.get_formatter()->label(english, both);
}

CLI::App* speaking_both_languages(CLI::App* command) {
  command->get_help_ptr()->group(options_group);
  return command->group(commands_group);
}

}  // namespace cundang::tools
