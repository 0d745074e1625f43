// SPDX-License-Identifier: GPL-3.0-or-later
// cundang: the one binary. Parses the command line and hands over to the file of the subcommand's name.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <iostream>

#include "schema/model/error.h"
#include "tools/command_line.h"
#include "tools/commands.h"

namespace {

using namespace cundang;         // NOLINT: this file is the program
using namespace cundang::tools;  // NOLINT

CLI::App* add(CLI::App& app, const std::string& name, const std::string& text, Common& common, bool needs_data = true) {
  auto* command = speaking_both_languages(app.add_subcommand(name, text));
  auto* data = command->add_option("--data", common.data, "数据目录 / data directory");
  if (needs_data) data->required();
  command->add_flag("--json", common.json, "以 JSON 输出 / print JSON");
  return command;
}

void print_error(const Error& error) {
  const auto& info = error.info();
  const auto reason = error.reason(), cure = error.cure();
  std::cerr << "错误：" << info.zh;
  if (reason.zh != info.zh) std::cerr << "（" << reason.zh << "）";
  for (const auto& [name, value] : error.facts()) std::cerr << "；" << name << "=" << value;
  std::cerr << "\n处理：" << cure.zh << "\nerror: " << explain(error) << "\nwhat to do: " << cure.en << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "cundang 存档：安全生产综合监管文件的接收、固化、检索与督办台账\n"
      "takes in, seals, finds and answers for the documents of a city's safety supervision"};
  app.name("cundang");
  app.require_subcommand(0, 1);
  speak_both_languages(app);
  app.set_version_flag("--version", "cundang 0.1.0", "版本 / version");
  std::function<int()> run;

  InitOptions init_options;
  auto* command = add(app, "init", "新建存档 / make an archive", init_options);
  command->add_option("--origin", init_options.origin, "日志来源名 / log origin, e.g. cundang.example/mingyuan");
  command->add_option("--fonds", init_options.fonds, "全宗号 / fonds");
  command->add_flag("--simulated-clock", init_options.simulated_clock,
                    "演练存档 / an exercise archive with a simulated clock");
  command->add_option("--start", init_options.start, "模拟时钟起点 / start of the simulated clock (RFC 3339)");
  command->add_option("--packs", init_options.packs,
                      "制度、口径、历法、单位包目录 / folder of packs; none: an archive without rules");
  command->add_option("--demo", init_options.demo, "随后登记的演练文件目录 / folder of exercise documents");
  command->callback([&] { run = [&] { return init(init_options); }; });

  ServeOptions serve_options;
  command = add(app, "serve", "启动服务 / serve", serve_options);
  command->add_option("--address", serve_options.address, "监听地址 / address");
  command->add_option("--port", serve_options.port, "端口；0 为任意空闲端口 / port, 0: any free one");
  command->add_option("--now", serve_options.now, "设定模拟时钟 / set the simulated clock (RFC 3339)");
  command->callback([&] { run = [&] { return serve(serve_options); }; });

  SubmitOptions submit_options;
  command = add(app, "submit", "提交文件 / submit records", submit_options, false);
  command->add_option("paths", submit_options.paths, "记录 XML 或目录 / record XML files or folders")->required();
  command->add_option("--server", submit_options.server, "服务地址 / base URL of the service");
  command->add_option("--token-file", submit_options.token_file, "存放单位令牌的文件 / file holding the unit's token");
  command->add_option("--as", submit_options.as_unit, "代表单位 / act for this unit");
  command->callback([&] { run = [&] { return submit(submit_options); }; });

  ImportOptions import_options;
  command = add(app, "import", "导入既有文件 / import old holdings", import_options);
  command->add_option("file", import_options.file, "JSONL 文件 / JSONL file")->required();
  command->add_option("--source", import_options.source, "来源名 / name of the holding");
  command->add_option("--label", import_options.label, "公开、内部或工作秘密 / label");
  command->add_option("--unit", import_options.unit, "接收单位代码 / receiving unit");
  command->add_option("--refusals", import_options.refusals, "退件清单 / file for what was refused");
  command->callback([&] { run = [&] { return import_holdings(import_options); }; });

  SearchOptions search_options;
  command = add(app, "search", "检索 / search", search_options);
  command->add_option("query", search_options.query, "检索式 / query");
  command->add_option("--offset", search_options.offset, "起始 / first hit, from 0");
  command->add_option("--limit", search_options.limit, "条数 / hits");
  command->add_option("--as", search_options.as_unit, "仅限该单位可见 / only what this unit may read");
  command->add_option("--queries", search_options.queries, "批量检索式 TSV / queries, one a line: id TAB text");
  command->add_option("--run", search_options.run, "TREC 结果文件 / TREC run to write, 100 deep");
  command->callback([&] { run = [&] { return search(search_options); }; });

  ShowOptions show_options;
  command = add(app, "show", "查看一件 / show one record, or the archive", show_options);
  command->add_option("id", show_options.id, "接收登记号 / accession number, e.g. R0000001");
  command->add_flag("--receipt", show_options.receipt, "回执 / its receipt");
  command->add_flag("--xml", show_options.xml, "原文 XML / its bytes");
  command->callback([&] { run = [&] { return show(show_options); }; });

  ObligationsOptions obligations_options;
  command = add(app, "obligations", "应办事项 / who owed what", obligations_options);
  command->add_option("action", obligations_options.action, "rebuild：由存档重算 / derive it again from the archive");
  command->add_flag("--check", obligations_options.check,
                    "与现行台账比较，说明差异 / compare with the live ledger, say what differs");
  command->add_option("--on", obligations_options.on, "日期 / on this day, YYYY-MM-DD");
  command->add_option("--known-at", obligations_options.known_at,
                      "按此时所知 / with the knowledge of this log size or instant");
  command->add_option("--unit", obligations_options.unit, "单位代码 / only this unit's");
  command->add_option("--state", obligations_options.state, "状态 / only in this state");
  command->add_option("--format", obligations_options.format,
                      "督办台账文件 / the board as pdf, xlsx or csv, into --out");
  command->add_option("--out", obligations_options.out, "写入的文件 / file to write");
  command->callback([&] { run = [&] { return obligations(obligations_options); }; });

  AssessOptions assess_options;
  command = add(app, "assess", "年度考核 / the year-end score and why", assess_options, false);
  command->add_option("--year", assess_options.year, "考核年度 / year assessed")->required();
  command->add_option("--class", assess_options.unit_class, "district 或 department / only this class");
  command->add_option("--unit", assess_options.unit, "单位代码 / only this unit, with every line");
  command->add_option("--on", assess_options.on, "日期 / as of this day, YYYY-MM-DD");
  command->add_option("--known-at", assess_options.known_at,
                      "按此时所知 / with the knowledge of this log size or instant");
  command->add_option("--from", assess_options.from,
                      "导出的存档（packages/ 与 log/）/ an exported archive, without the service");
  command->add_option("--pack", assess_options.packs, "假设：考核办法文件 / what if this scoring pack held");
  command->add_option("--policy", assess_options.policies,
                      "假设：执行口径，如 及时=15 / what if a policy had these days");
  command->add_option("--as", assess_options.as_unit, "仅限该单位可见 / only what this unit may see");
  command->add_option("--format", assess_options.format,
                      "写成文件 / as a file: pdf, xlsx, csv; letter with --unit; into --out");
  command->add_option("--out", assess_options.out, "写入的文件 / file to write");
  command->callback([&] { run = [&] { return assess(assess_options); }; });
  RulesOptions rules_options;
  command = add(app, "rules", "制度规则包的检查与说明 / check packs, explain rules", rules_options, false);
  command->add_option("action", rules_options.action, "check 检查文件 | explain 说明规则")->required();
  command->add_option(
      "arguments", rules_options.arguments,
      "check：文件或目录 / files or folders；explain：规则名或行号，如 例会-落实反馈、1c / rule ids or rows");
  command->add_option("--pack", rules_options.packs, "explain：另读的包 / packs beside the shipped ones");
  command->add_option("--on", rules_options.on, "explain：该日有效的版本 / the version in force on this day");
  command->callback([&] { run = [&] { return rules(rules_options); }; });

  SignalsOptions signals_options;
  command = add(app, "signals", "预警 / what is suggested: talks, letters, inspections", signals_options);
  command->add_option("--on", signals_options.on, "日期 / on this day, YYYY-MM-DD");
  command->add_option("--known-at", signals_options.known_at,
                      "按此时所知 / with the knowledge of this log size or instant");
  command->add_option("--trigger", signals_options.trigger, "触发情形 / T1, T2, T3 or a whole code");
  command->add_option("--state", signals_options.state, "状态 / only in this state, or basis-changed");
  command->add_option("--unit", signals_options.unit, "单位代码 / only about this unit");
  command->callback([&] { run = [&] { return signals(signals_options); }; });

  DraftOptions draft_options;
  command = add(app, "draft", "季度汇总草稿 / the office's paper of a quarter, ready to be edited", draft_options);
  command->add_option("what", draft_options.what, "summary | forecast")->required();
  command->add_option("--period", draft_options.period, "季度 / quarter, e.g. 2012-Q2")->required();
  command->add_option("--on", draft_options.on, "日期 / as of this day, YYYY-MM-DD");
  command->add_option("--known-at", draft_options.known_at,
                      "按此时所知 / with the knowledge of this log size or instant");
  command->callback([&] { run = [&] { return draft(draft_options); }; });

  ArrangementOptions arrangement_options;
  command = add(app, "arrangement", "归档整理与档号 / arrangement: which record bears which 档号", arrangement_options);
  command->add_option("--year", arrangement_options.year, "年度 / only of this year");
  command->add_option("--state", arrangement_options.state, "待整理、已归档、资料 / awaiting, filed or kept");
  command->add_option("--propose", arrangement_options.propose,
                      "拟订归档整理登记，机构（问题）代码如 BGS / print a record that files what awaits");
  command->add_option("--category", arrangement_options.category, "门类代码 / category of the proposal, WS");
  command->add_option("--out", arrangement_options.out, "写入的文件 / file for the proposal");
  command->callback([&] { run = [&] { return arrangement(arrangement_options); }; });

  VerifyOptions verify_options;
  command = add(app, "verify", "校验存档或回执 / verify the archive, or a receipt", verify_options, false);
  command->add_option("--receipt", verify_options.receipt, "回执文件 / a receipt");
  command->add_option("--log-key", verify_options.log_key, "日志公钥 vkey / the log's C2SP vkey");
  command->add_option("--ocfl", verify_options.ocfl,
                      "OCFL 存储根或对象（任何来源）/ an OCFL storage root or object of any origin");
  command->add_option("--against", verify_options.against,
                      "存在外面的检查点或回执，可多份 / checkpoints or receipts kept outside");
  command->callback([&] { run = [&] { return verify(verify_options); }; });

  ExportOptions export_options;
  command =
      add(app, "export", "导出可离线核验的文件 / carry records away, verifiable without the archive", export_options);
  command->add_option("--query", export_options.query, "检索式所得的全部 / all that this query finds");
  command->add_option("--id", export_options.ids, "接收登记号，可多个 / accession numbers");
  command->add_option("--list", export_options.list, "登记号清单，每行一个 / file of accession numbers, one a line");
  command->add_option("--out", export_options.out, "写入的 ZIP / ZIP to write")->required();
  command->add_option("--as", export_options.as_unit, "仅限该单位可见 / only what this unit may read");
  command->callback([&] { run = [&] { return export_records(export_options); }; });

  LogOptions log_options;
  command = add(app, "log", "登记日志的证明与核对 / proofs of the log and their checking", log_options, false);
  command
      ->add_option("action", log_options.action, "prove 出证 | check 核对 | consistency 前后一致 | page 打印日结检查点")
      ->required();
  command->add_option("arguments", log_options.arguments,
                      "prove：序号或登记号 / index or R…；check：证明文件 / proof；consistency：旧检查点 [新检查点] / "
                      "old and new checkpoint");
  command->add_option("--log", log_options.log, "日志目录 / folder of a published log");
  command->add_option("--url", log_options.url, "日志网址 / address of a published log");
  command->add_option("--vkey", log_options.vkey, "日志公钥 / the log's C2SP vkey; default: the one beside the log");
  command->add_option("--proof", log_options.proof, "consistency：证明文件 / a proof instead of the log");
  command->add_option("--leaf", log_options.leaf, "check：日志条目文件 / file of the leaf");
  command->add_option("--witness", log_options.witnesses,
                      "须有其见证的公钥，可多个 / vkeys whose cosignatures must be there");
  command->add_option("--token-file", log_options.token_file, "日志不公开时的令牌文件 / token, where it is not public");
  command->add_option("--ca-file", log_options.ca_file, "另行信任的证书 / certificates to trust beside the system's");
  command->add_option("--out", log_options.out, "写入的文件 / file to write");
  command->add_option("--day", log_options.day, "page：日期 / the closed day, YYYY-MM-DD");
  command->callback([&] { run = [&] { return log(log_options); }; });

  RebuildOptions rebuild_options;
  command =
      add(app, "rebuild", "由存档重建登记库与检索库 / make registry and index again from an archive", rebuild_options);
  command->add_option("--from", rebuild_options.from, "存档目录（含 packages/ 与 log/）/ archive folder")->required();
  command->callback([&] { run = [&] { return rebuild(rebuild_options); }; });

  BackupOptions backup_options;
  command = add(app, "backup", "备份（服务照常运行）/ back up while the service goes on", backup_options);
  command->add_option("to", backup_options.to, "备份目录 / folder of the backups")->required();
  command->add_flag("--full", backup_options.full, "不与上一份共用文件 / share no file with the backup before");
  command->add_option("--keep", backup_options.keep, "只留最新几份；0 为全部 / how many of the newest stay, 0: all")
      ->check(CLI::NonNegativeNumber);
  command->callback([&] { run = [&] { return backup(backup_options); }; });

  Common reindex_options;
  command = add(app, "reindex", "重建检索库 / build the index again", reindex_options);
  command->callback([&] { run = [&] { return reindex(reindex_options); }; });

  Common dump_options;
  command = add(app, "dump", "登记库规范转储 / canonical dump of the registry", dump_options);
  command->callback([&] { run = [&] { return dump(dump_options); }; });

  AccountOptions account_options;
  command = add(app, "account", "账号与令牌 / accounts and tokens", account_options);
  command->add_option("action", account_options.action, "add | token | link | list")->required();
  command->add_option("--person", account_options.person, "账号 / account name");
  command->add_option("--name", account_options.name, "姓名 / the person's name");
  command->add_option("--unit", account_options.unit, "单位代码 / unit");
  command->add_option("--role", account_options.roles,
                      "角色 / role: submitter office auditor reviewer system-admin security-admin security-auditor");
  command->callback([&] { run = [&] { return account(account_options); }; });

  auto* help = speaking_both_languages(app.add_subcommand("help", "帮助 / help"));
  std::string topic;
  help->add_option("command", topic, "命令 / command");
  help->callback([&] {
    run = [&] {
      if (topic.empty()) {
        // Not app.help(): that would be the help of `help` itself.
        std::cout << app.get_formatter()->make_help(&app, "cundang", CLI::AppFormatMode::Normal);
        return 0;
      }
      for (const auto* known : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (known->get_name() != topic) continue;
        std::cout << known->help("cundang");
        return 0;
      }
      throw Error{ErrorCode::UsageError, Text{"没有此命令", "there is no such command"},
                  Text{"cundang help 列出全部命令", "cundang help lists the commands"}}
          .with("command", topic);
    };
  });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // help and version
    const auto wrong = usage_error(app, error);
    print_error(wrong);
    return wrong.info().exit_status;
  }
  if (!run) {
    std::cout << app.help();
    return 0;
  }
  try {
    return run();
  } catch (const Error& error) {
    print_error(error);
    return error.info().exit_status;
  } catch (const std::exception& error) {
    std::cerr << "内部错误 / internal error: " << explain(error) << "\n";
    return error_info(ErrorCode::Internal).exit_status;
  }
}
