// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/papers/xlsx_reader.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <zip.h>

#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>

namespace cundang::papers {

namespace {

using Value = std::variant<std::monostate, double, std::string>;

std::map<std::string, std::string> unzip(const std::string& bytes) {
  zip_error_t fault;
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault);
  auto* archive = zip_open_from_source(source, ZIP_RDONLY, &fault);
  if (!archive) throw std::runtime_error("no ZIP");
  std::map<std::string, std::string> parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t facts;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &facts);
    std::string text(facts.size, '\0');
    auto* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    if (zip_fread(file, text.data(), text.size()) != static_cast<zip_int64_t>(text.size()))
      throw std::runtime_error("short part");
    zip_fclose(file);
    parts[facts.name] = text;
  }
  zip_discard(archive);
  return parts;
}

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;
Document parse(const std::string& xml) {
  Document document{xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "part.xml", nullptr, XML_PARSE_NONET),
                    xmlFreeDoc};
  if (!document) throw std::runtime_error("part is not well-formed");
  return document;
}

std::string name_of(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }
std::string text_of(xmlNode* node) {
  std::unique_ptr<xmlChar, void (*)(void*)> text{xmlNodeGetContent(node), [](void* p) { xmlFree(p); }};
  return text ? reinterpret_cast<const char*>(text.get()) : "";
}
std::string attribute(xmlNode* node, const char* name) {
  std::unique_ptr<xmlChar, void (*)(void*)> text{xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)),
                                                 [](void* p) { xmlFree(p); }};
  return text ? reinterpret_cast<const char*>(text.get()) : "";
}
void each(xmlNode* from, const std::string& name, const std::function<void(xmlNode*)>& take) {
  for (auto* node = from->children; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    if (name_of(node) == name) take(node);
    each(node, name, take);
  }
}

XlsxSheet read_sheet(const std::string& xml, const std::vector<std::string>& shared) {
  XlsxSheet sheet;
  const auto document = parse(xml);
  each(xmlDocGetRootElement(document.get()), "c", [&](xmlNode* node) {
    XlsxCell cell;
    std::string value;
    each(node, "f", [&](xmlNode* formula) { cell.formula = text_of(formula); });
    each(node, "v", [&](xmlNode* held) { value = text_of(held); });
    if (value.empty())
      cell.value = std::monostate{};
    else if (attribute(node, "t") == "s")
      cell.value = shared.at(std::stoul(value));
    else if (attribute(node, "t") == "str")
      cell.value = value;
    else
      cell.value = std::stod(value);
    sheet[attribute(node, "r")] = cell;
  });
  return sheet;
}

/// Recursive descent over one formula.
class Formula {
 public:
  Formula(const XlsxBook& book, std::string sheet, const std::string& text)
      : book_{book}, sheet_{std::move(sheet)}, text_{text} {}

  Value whole() {
    auto value = comparison();
    if (at_ != text_.size()) fault("rest not understood");
    return value;
  }

 private:
  using List = std::vector<Value>;

  [[noreturn]] void fault(const std::string& why) const { throw std::runtime_error(why + " in " + text_); }
  bool take(const std::string& token) {
    if (text_.compare(at_, token.size(), token) != 0) return false;
    at_ += token.size();
    return true;
  }
  static double number(const Value& value) {
    if (const auto* held = std::get_if<double>(&value)) return *held;
    if (std::holds_alternative<std::monostate>(value)) return 0;
    throw std::runtime_error("text where a number is needed");
  }
  static bool is_empty(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return std::holds_alternative<std::monostate>(value) || (text && text->empty());
  }
  static bool equal(const Value& a, const Value& b) {
    if (is_empty(a) || is_empty(b)) return is_empty(a) && is_empty(b);
    return a == b;
  }

  Value comparison() {
    auto left = sum();
    for (const auto* token : {"<>", "<=", ">=", "=", "<", ">"}) {
      if (!take(token)) continue;
      const auto right = sum();
      const std::string op = token;
      if (op == "=") return equal(left, right) ? 1.0 : 0.0;
      if (op == "<>") return equal(left, right) ? 0.0 : 1.0;
      const auto a = number(left), b = number(right);
      return (op == "<" ? a < b : op == ">" ? a > b : op == "<=" ? a <= b : a >= b) ? 1.0 : 0.0;
    }
    return left;
  }
  Value sum() {
    auto left = product();
    while (true) {
      if (take("+"))
        left = number(left) + number(product());
      else if (take("-"))
        left = number(left) - number(product());
      else
        return left;
    }
  }
  Value product() {
    auto left = atom();
    while (true) {
      if (take("*"))
        left = number(left) * number(atom());
      else if (take("/"))
        left = number(left) / number(atom());
      else
        return left;
    }
  }
  Value atom() {
    if (take("-")) return -number(atom());
    if (take("(")) {
      auto value = comparison();
      if (!take(")")) fault("no )");
      return value;
    }
    if (take("\"")) {
      const auto end = text_.find('"', at_);
      std::string words = text_.substr(at_, end - at_);
      at_ = end + 1;
      return words;
    }
    if (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) {
      std::size_t used = 0;
      const auto value = std::stod(text_.substr(at_), &used);
      at_ += used;
      return value;
    }
    return named();
  }
  std::string word() {
    std::string word;
    if (at_ < text_.size() && text_[at_] == '\'') {
      const auto end = text_.find('\'', at_ + 1);
      word = text_.substr(at_, end + 1 - at_);
      at_ = end + 1;
    }
    while (at_ < text_.size() && std::string{"+-*/=<>(),:\""}.find(text_[at_]) == std::string::npos)
      word += text_[at_++];
    return word;
  }
  Value named() {
    const auto name = word();
    if (take("(")) return call(name);
    const auto found = book_.names.find(name);
    return cell(found == book_.names.end() ? name : found->second);
  }
  Value cell(std::string place) const {
    auto sheet = sheet_;
    if (const auto mark = place.find('!'); mark != std::string::npos) {
      sheet = place.substr(0, mark);
      if (sheet.front() == '\'') sheet = sheet.substr(1, sheet.size() - 2);
      place = place.substr(mark + 1);
    }
    std::erase(place, '$');
    if (place.empty() || place.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos)
      fault("no cell: " + place);
    const auto& cells = book_.sheets.at(sheet);
    const auto found = cells.find(place);
    return found == cells.end() ? Value{} : found->second.value;
  }
  // A range over one column or one row.
  List range() {
    const auto first = word();
    List values;
    if (!take(":")) return {cell(first)};
    const auto last = word();
    const auto mark = first.find('!');
    const auto sheet = mark == std::string::npos ? std::string{} : first.substr(0, mark + 1);
    auto from = mark == std::string::npos ? first : first.substr(mark + 1), to = last;
    std::erase(from, '$');
    std::erase(to, '$');
    const auto letters = [](const std::string& place) { return place.substr(0, place.find_first_of("0123456789")); };
    const auto row = [&](const std::string& place) { return std::stoi(place.substr(letters(place).size())); };
    if (letters(from) == letters(to)) {
      for (int r = row(from); r <= row(to); ++r) values.push_back(cell(sheet + letters(from) + std::to_string(r)));
      return values;
    }
    if (row(from) != row(to) || letters(from).size() != 1 || letters(to).size() != 1) fault("range over a block");
    for (char c = from[0]; c <= to[0]; ++c) values.push_back(cell(sheet + std::string{c} + std::to_string(row(from))));
    return values;
  }
  bool next_is_range() const {
    auto end = at_;
    while (end < text_.size() && std::string{"+-*/=<>(),\""}.find(text_[end]) == std::string::npos) ++end;
    return text_.substr(at_, end - at_).find(':') != std::string::npos;
  }
  List arguments() {
    List values;
    if (take(")")) return values;
    do {
      if (next_is_range()) {
        for (auto& value : range()) values.push_back(std::move(value));
      } else {
        values.push_back(comparison());
      }
    } while (take(","));
    if (!take(")")) fault("no ) after arguments");
    return values;
  }
  static List numbers_of(const List& values) {
    List numbers;
    for (const auto& value : values)
      if (std::holds_alternative<double>(value)) numbers.push_back(value);
    return numbers;
  }
  Value call(const std::string& name) {
    if (name == "COUNTIF" || name == "SUMIF") return conditional(name == "SUMIF");
    if (name == "RANK") return rank();
    const auto given = arguments();
    if (name == "IF") return number(given.at(0)) != 0 ? given.at(1) : given.at(2);
    if (name == "OR" || name == "AND") {
      double count = 0;
      for (const auto& value : given) count += number(value) != 0 ? 1 : 0;
      return (name == "OR" ? count > 0 : count == static_cast<double>(given.size())) ? 1.0 : 0.0;
    }
    if (name == "ROUND") {
      const auto factor = std::pow(10, number(given.at(1)));
      return std::round(number(given.at(0)) * factor) / factor;
    }
    if (name == "SUBTOTAL") return subtotal(given);
    const auto numbers = numbers_of(given);
    double total = 0;
    for (const auto& value : numbers) {
      const auto held = number(value);
      if (name == "SUM") total += held;
      if (name == "MAX") total = &value == &numbers.front() ? held : std::max(total, held);
      if (name == "MIN") total = &value == &numbers.front() ? held : std::min(total, held);
    }
    if (name != "SUM" && name != "MAX" && name != "MIN") fault("function " + name);
    return total;
  }
  Value subtotal(const List& given) const {
    double total = 0;
    for (std::size_t i = 1; i < given.size(); ++i) {
      if (number(given[0]) == 103) total += is_empty(given[i]) ? 0 : 1;
      if (number(given[0]) == 109 && std::holds_alternative<double>(given[i])) total += number(given[i]);
    }
    if (number(given[0]) != 103 && number(given[0]) != 109) fault("SUBTOTAL of this kind");
    return total;
  }
  Value conditional(bool sums) {
    const auto tested = range();
    if (!take(",")) fault("no criterion");
    const auto wanted = comparison();
    auto summed = tested;
    if (sums) {
      if (!take(",")) fault("no sum range");
      summed = range();
    }
    if (!take(")")) fault("no )");
    double total = 0;
    for (std::size_t i = 0; i < tested.size(); ++i)
      if (equal(tested[i], wanted)) total += sums ? number(summed[i]) : 1;
    return total;
  }
  Value rank() {
    const auto value = number(comparison());
    if (!take(",")) fault("no range");
    double place = 1;
    for (const auto& other : numbers_of(range())) place += number(other) > value ? 1 : 0;
    if (!take(")")) fault("no )");
    return place;
  }

  const XlsxBook& book_;
  std::string sheet_;
  const std::string& text_;
  std::size_t at_ = 0;
};

std::string shown(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "nothing";
}

}  // namespace

XlsxBook read_xlsx(const std::string& bytes) {
  XlsxBook book;
  book.parts = unzip(bytes);
  std::vector<std::string> shared;
  if (book.parts.count("xl/sharedStrings.xml") > 0) {
    const auto strings = parse(book.parts["xl/sharedStrings.xml"]);
    each(xmlDocGetRootElement(strings.get()), "si", [&](xmlNode* node) { shared.push_back(text_of(node)); });
  }
  const auto workbook = parse(book.parts.at("xl/workbook.xml"));
  int number = 0;
  each(xmlDocGetRootElement(workbook.get()), "sheet", [&](xmlNode* node) {
    const auto part = "xl/worksheets/sheet" + std::to_string(++number) + ".xml";
    book.sheets[attribute(node, "name")] = read_sheet(book.parts.at(part), shared);
  });
  each(xmlDocGetRootElement(workbook.get()), "definedName",
       [&](xmlNode* node) { book.names[attribute(node, "name")] = text_of(node); });
  return book;
}

std::variant<std::monostate, double, std::string> evaluate(const XlsxBook& book, const std::string& sheet,
                                                           const std::string& formula) {
  return Formula{book, sheet, formula}.whole();
}

std::vector<std::string> disagreements(const XlsxBook& book, int& counted, double tolerance) {
  std::vector<std::string> found;
  for (const auto& [sheet, cells] : book.sheets)
    for (const auto& [place, cell] : cells) {
      if (cell.formula.empty()) continue;
      ++counted;
      const auto value = evaluate(book, sheet, cell.formula);
      const auto *ours = std::get_if<double>(&value), *written = std::get_if<double>(&cell.value);
      if (ours && written ? std::abs(*ours - *written) <= tolerance : value == cell.value) continue;
      found.push_back(sheet + "!" + place + ": " + cell.formula + " gives " + shown(value) + ", the file says " +
                      shown(cell.value));
    }
  return found;
}

}  // namespace cundang::papers
