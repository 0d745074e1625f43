// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// One struct of options and one function for each subcommand; main.cpp parses, the file of that name does it.
// Every function returns the exit status of docs/errors.md and may throw Error.
namespace cundang::tools {

struct Common {
  std::filesystem::path data;  ///< data directory
  bool json = false;
};

struct InitOptions : Common {
  std::string origin = "cundang.example/archive";
  std::string fonds = "0001";
  bool simulated_clock = false;
  std::string start = "2012-07-02T09:00:00+08:00";  ///< of a simulated clock
  std::filesystem::path packs;                      ///< default: the shipped packs
  std::filesystem::path demo;                       ///< documents to file after the packs; none when empty
};
int init(const InitOptions& options);

struct ServeOptions : Common {
  std::string address;  ///< empty: as configured
  int port = -1;        ///< -1: as configured; 0: any free port
  std::string now;      ///< sets a simulated clock
};
int serve(const ServeOptions& options);

struct SubmitOptions : Common {
  std::vector<std::filesystem::path> paths;
  std::string server;                ///< base URL; else the data directory itself
  std::filesystem::path token_file;  ///< API token for --server
  std::string as_unit;               ///< unit to act for, on a data directory
};
int submit(const SubmitOptions& options);

struct ImportOptions : Common {
  std::filesystem::path file;
  std::string source;  ///< name of the holding; default: the file's name
  std::string label = "内部";
  std::string unit;                ///< receiving unit; default: the first office
  std::filesystem::path refusals;  ///< default: DATA/imports/FILE.refusals.jsonl
};
int import_holdings(const ImportOptions& options);

struct SearchOptions : Common {
  std::string query;
  int offset = 0, limit = 10;
  std::string as_unit;  ///< narrows to what that unit may read
  std::filesystem::path queries, run;
};
int search(const SearchOptions& options);

struct ShowOptions : Common {
  std::string id;  ///< accession number
  bool receipt = false, xml = false;
};
int show(const ShowOptions& options);

struct ObligationsOptions : Common {
  std::string action;  ///< empty, or "rebuild" with `check`
  bool check = false;
  std::string on, known_at, unit, state;
  std::string format;         ///< pdf, xlsx or csv; empty: lines on the terminal
  std::filesystem::path out;  ///< of that format
};
int obligations(const ObligationsOptions& options);

struct AssessOptions : Common {
  int year = 0;
  std::string on, known_at, unit, unit_class, as_unit;
  std::filesystem::path from;                ///< an exported archive instead of --data
  std::vector<std::filesystem::path> packs;  ///< what-if: scoring packs
  std::vector<std::string> policies;         ///< what-if: 及时=15
  std::string format;                        ///< pdf, letter, xlsx or csv; empty: lines on the terminal
  std::filesystem::path out;                 ///< of that format
};
int assess(const AssessOptions& options);

struct RulesOptions : Common {
  std::string action;                        ///< check explain
  std::vector<std::string> arguments;        ///< check: files or folders; explain: rule ids or rows, none: all
  std::vector<std::filesystem::path> packs;  ///< explain: packs beside the shipped ones
  std::string on;                            ///< explain: the version in force on this day
};
int rules(const RulesOptions& options);
struct SignalsOptions : Common {
  std::string on, known_at, trigger, state, unit;
};
int signals(const SignalsOptions& options);

struct DraftOptions : Common {
  std::string what;    ///< summary (1d) or forecast (10e)
  std::string period;  ///< a quarter, 2012-Q2
  std::string on, known_at;
};
int draft(const DraftOptions& options);

struct ArrangementOptions : Common {
  std::string year, state;      ///< only of this year, in this state
  std::string propose;          ///< 机构（问题）代码: print a 归档整理 for what awaits it
  std::string category = "WS";  ///< 门类 of the proposal
  std::filesystem::path out;    ///< where the proposal goes; default: the terminal
};
int arrangement(const ArrangementOptions& options);

struct VerifyOptions : Common {
  std::filesystem::path receipt;               ///< a receipt to check, with --log-key
  std::string log_key;                         ///< C2SP vkey; default: the data directory's
  std::filesystem::path ocfl;                  ///< a storage root or object, validated by the OCFL specification alone
  std::vector<std::filesystem::path> against;  ///< checkpoints and receipts kept outside
};
int verify(const VerifyOptions& options);

struct ExportOptions : Common {
  std::optional<std::string> query;  ///< what the search shows for it, in its order; or
  std::vector<std::string> ids;      ///< accession numbers, or
  std::filesystem::path list;        ///< a file of them, one a line
  std::filesystem::path out;         ///< ZIP to write
  std::string as_unit;               ///< narrows to what that unit may read
};
int export_records(const ExportOptions& options);

struct LogOptions : Common {
  std::string action;                  ///< prove check consistency page
  std::vector<std::string> arguments;  ///< prove: index or R…; check: file; consistency: old and new checkpoint
  std::filesystem::path log;           ///< folder of a published log
  std::string url;                     ///< of a published log, over HTTP
  std::filesystem::path proof;         ///< consistency: a proof instead of the log
  std::filesystem::path leaf;          ///< check: file of the leaf, where the proof does not carry it
  std::filesystem::path out;           ///< file to write; empty: standard output
  std::filesystem::path token_file, ca_file;  ///< for url
  std::string day;                            ///< page: YYYY-MM-DD
  std::string vkey;                           ///< C2SP vkey of the log; default: the one published beside it
  std::vector<std::string> witnesses;         ///< vkeys whose cosignatures must be there
};
int log(const LogOptions& options);

struct RebuildOptions : Common {
  std::filesystem::path from;  ///< ARCHIVE: holds packages/ and log/
};
int rebuild(const RebuildOptions& options);

struct BackupOptions : Common {
  std::filesystem::path to;  ///< folder of the generations
  bool full = false;         ///< share no file with the generation before
  int keep = 0;              ///< generations that stay; 0: all
};
int backup(const BackupOptions& options);

int reindex(const Common& options);
/// Canonical dump of the registry, for comparing two of them.
int dump(const Common& options);

struct AccountOptions : Common {
  std::string action;  ///< add token link list
  std::string person, name, unit;
  std::vector<std::string> roles;
};
int account(const AccountOptions& options);

}  // namespace cundang::tools
