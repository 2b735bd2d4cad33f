// Functions of texts, numbers and containers.

#include "../harness.hpp"

#include <any>
#include <functional>
#include <sstream>
#include <stdexcept>

#include "check.hpp"

DUALGAUGE_ENTRIES

std::string repeat(const std::string &text, int times) {
    std::string all;
    while (times-- > 0)
        all += text;
    return all;
}
DUALGAUGE_ENTRY(0, ::repeat)
RETURNS(0, R"(["ab",2])", R"("abab")")
RETURNS(0, R"(["é\u0000\n\ud83d\ude00",1])", R"("é\u0000\u000a😀")")
RETURNS(0, R"([{"$bytes":"/w=="},2])", R"({"$bytes":"//8="})")
RETURNS(0, R"([{"$hex":"414A"},2.0])", R"("AJAJ")")
RETURNS(0, R"(["12345678",800000])", R"({"$opaque":{"type":"std::string","text":"too large"}})")
UNSUITABLE(0, R"(["ab",99999999999])", "::repeat: parameter 2 of type int can't be made from the whole number 99999999999")
UNSUITABLE(0, R"([null,1])", "::repeat: parameter 1 of type std::string can't be made from null")
UNSUITABLE(0, R"(["ab"])", "::repeat: it takes 2 parameters, the test gives 1 argument")
UNSUITABLE(0, R"(["ab",1,2])", "::repeat: it takes 2 parameters, the test gives 3 arguments")
UNSUITABLE(0, R"(["ab","1"])", R"(::repeat: parameter 2 of type int can't be made from the text "1")")
UNSUITABLE(0, R"(["ab")", "the arguments can't be read: a list that doesn't end")
UNSUITABLE(999, "[]", "there is no such entry point")

int8_t small(int8_t a) { return static_cast<int8_t>(a + 1); }
DUALGAUGE_ENTRY(1, ::small)
RETURNS(1, "[126]", "127")
UNSUITABLE(1, "[128]", "::small: parameter 1 of type signed char can't be made from the whole number 128")

uint64_t largest(uint64_t a) { return a; }
DUALGAUGE_ENTRY(2, ::largest)
RETURNS(2, R"([{"$int":"18446744073709551615"}])", R"({"$int":"18446744073709551615"})")
UNSUITABLE(2, "[-1]", "can't be made from the whole number -1")

__int128 square(__int128 a) { return a * a; }
DUALGAUGE_ENTRY(3, ::square)
RETURNS(3, "[9223372036854775807]", R"({"$int":"85070591730234615847396907784232501249"})")
RETURNS(3, "[-3]", "9")
UNSUITABLE(3, R"([{"$int":"1000000000000000000000000000000000000000"}])",
           "::square: parameter 1 of type __int128 can't be made from a whole number of 40 digits")

double half(double a) { return a / 2; }
DUALGAUGE_ENTRY(4, ::half)
RETURNS(4, "[3]", "1.5")
RETURNS(4, "[4.0]", "2.0")
RETURNS(4, R"([{"$float":"inf"}])", R"({"$float":"inf"})")
RETURNS(4, R"([{"$float":"nan"}])", R"({"$float":"nan"})")
RETURNS(4, "[-0.0]", "-0.0")
RETURNS(4, "[2e300]", "1e+300")

float tenth(float a) { return a / 10; }
DUALGAUGE_ENTRY(5, ::tenth)
RETURNS(5, "[1]", "0.1")

bool negate(bool a) { return !a; }
DUALGAUGE_ENTRY(6, ::negate)
RETURNS(6, "[true]", "false")
RETURNS(6, "[0]", "true")

char next_letter(char a) { return static_cast<char>(a + 1); }
DUALGAUGE_ENTRY(7, ::next_letter)
RETURNS(7, R"(["a"])", R"("b")")
UNSUITABLE(7, R"(["ab"])", R"(::next_letter: parameter 1 of type char can't be made from the text "ab")")

size_t length_of(std::string_view text) { return text.size(); }
DUALGAUGE_ENTRY(8, ::length_of)
RETURNS(8, R"(["é"])", "2")

static std::vector<std::string_view> remembered;
std::vector<std::string_view> remember(std::string_view text) {
    remembered.push_back(text);
    return remembered;
}
DUALGAUGE_ENTRY(9, ::remember)
RETURNS(9, R"(["first text that is long enough"])", R"(["first text that is long enough"])")
RETURNS(9, R"(["second"])", R"(["first text that is long enough","second"])")

const char *after_dot(const char *text) {
    const char *dot = text ? __builtin_strchr(text, '.') : nullptr;
    return dot ? dot + 1 : nullptr;
}
DUALGAUGE_ENTRY(10, ::after_dot)
RETURNS(10, R"(["a.b"])", R"("b")")
RETURNS(10, R"(["a"])", "null")
RETURNS(10, "[null]", "null")

std::u32string wide(const std::wstring &a, std::u16string b) { return std::u32string(a.begin(), a.end()) + std::u32string(b.begin(), b.end()); }
DUALGAUGE_ENTRY(11, ::wide)
RETURNS(11, R"(["😀é","x"])", R"("😀éx")")

std::filesystem::path parent(const std::filesystem::path &path) { return path.parent_path(); }
DUALGAUGE_ENTRY(12, ::parent)
RETURNS(12, R"(["/a/b"])", R"("/a")")

void nothing() {}
DUALGAUGE_ENTRY(13, ::nothing)
RETURNS(13, "[]", "null")

// Containers

int sum(const std::vector<int> &numbers) {
    int all = 0;
    for (int number : numbers)
        all += number;
    return all;
}
DUALGAUGE_ENTRY(20, ::sum)
RETURNS(20, "[[1,2,3]]", "6")
RETURNS(20, R"([{"$tuple":[1,2]}])", "3")
RETURNS(20, "[[]]", "0")
UNSUITABLE(20, R"([[1,"x"]])", "::sum: parameter 1 of type std::vector<int> can't be made from a list")

std::vector<uint8_t> reversed(std::vector<uint8_t> bytes) { return {bytes.rbegin(), bytes.rend()}; }
DUALGAUGE_ENTRY(21, ::reversed)
RETURNS(21, R"([{"$hex":"0001ff"}])", R"({"$bytes":"/wEA"})")
RETURNS(21, R"(["ab"])", R"({"$bytes":"YmE="})")
RETURNS(21, R"([[1,2]])", R"({"$bytes":"AgE="})")

std::vector<bool> flags(std::vector<bool> a) {
    a.flip();
    return a;
}
DUALGAUGE_ENTRY(22, ::flags)
RETURNS(22, "[[true,false]]", "[false,true]")

std::vector<char> letters(std::vector<char> a) { return a; }
DUALGAUGE_ENTRY(23, ::letters)
RETURNS(23, R"(["ab"])", R"("ab")")
RETURNS(23, R"([["a","b"]])", R"("ab")")

std::array<int, 3> rotate(const std::array<int, 3> &a) { return {a[1], a[2], a[0]}; }
DUALGAUGE_ENTRY(24, ::rotate)
RETURNS(24, "[[1,2,3]]", "[2,3,1]")
UNSUITABLE(24, "[[1,2]]", "::rotate: parameter 1 of type std::array<int, 3")

double total(std::span<const double> a) {
    double all = 0;
    for (double x : a)
        all += x;
    return all;
}
DUALGAUGE_ENTRY(25, ::total)
RETURNS(25, "[[1,2.5]]", "3.5")

std::list<std::string> queue(std::deque<std::string> a, std::forward_list<int> b) {
    std::list<std::string> all(a.begin(), a.end());
    for (int x : b)
        all.push_back(std::to_string(x));
    return all;
}
DUALGAUGE_ENTRY(26, ::queue)
RETURNS(26, R"([["a"],[1,2]])", R"(["a","1","2"])")

std::map<std::string, int> count(const std::vector<std::string> &words) {
    std::map<std::string, int> all;
    for (const auto &word : words)
        ++all[word];
    return all;
}
DUALGAUGE_ENTRY(27, ::count)
RETURNS(27, R"([["a","b","a"]])", R"({"a":2,"b":1})")
RETURNS(27, R"([["$a"]])", R"({"$dict":[["$a",1]]})")

std::map<int, std::string> invert(const std::unordered_map<std::string, int> &a) {
    std::map<int, std::string> all;
    for (const auto &[key, value] : a)
        all[value] = key;
    return all;
}
DUALGAUGE_ENTRY(28, ::invert)
RETURNS(28, R"([{"a":1,"b":2}])", R"({"$dict":[[1,"a"],[2,"b"]]})")
RETURNS(28, R"([[["a",1]]])", R"({"$dict":[[1,"a"]]})")

std::set<int> unique(const std::unordered_set<int> &a, std::multiset<int> b) {
    std::set<int> all(a.begin(), a.end());
    all.insert(b.begin(), b.end());
    return all;
}
DUALGAUGE_ENTRY(29, ::unique)
RETURNS(29, R"([{"$set":[2,1]},[3,3]])", R"({"$set":[1,2,3]})")

std::multimap<std::string, int> twice(std::multimap<std::string, int> a) {
    a.emplace("z", 9);
    return a;
}
DUALGAUGE_ENTRY(30, ::twice)
RETURNS(30, R"([{"$dict":[["a",1],["a",2]]}])", R"([{"$tuple":["a",1]},{"$tuple":["a",2]},{"$tuple":["z",9]}])")

std::vector<std::pair<std::string, std::string>> headers(const std::vector<std::pair<std::string, std::string>> &a) { return a; }
DUALGAUGE_ENTRY(31, ::headers)
RETURNS(31, R"([[["a","b"]]])", R"([{"$tuple":["a","b"]}])")
RETURNS(31, R"([{"a":"b"}])", R"([{"$tuple":["a","b"]}])")

std::map<std::string, std::vector<std::optional<std::pair<int, double>>>> nested(
    std::map<std::string, std::vector<std::optional<std::pair<int, double>>>> a) {
    return a;
}
DUALGAUGE_ENTRY(32, ::nested)
RETURNS(32, R"([{"a":[null,[1,2]]}])", R"({"a":[null,{"$tuple":[1,2.0]}]})")

std::tuple<bool, std::string, int> three(std::tuple<int, std::string, bool> a) {
    return {std::get<2>(a), std::get<1>(a), std::get<0>(a)};
}
DUALGAUGE_ENTRY(33, ::three)
RETURNS(33, R"([[1,"a",true]])", R"({"$tuple":[true,"a",1]})")

std::optional<std::string> find(const std::string &key, std::optional<int> fallback) {
    if (key == "a")
        return "found";
    return fallback ? std::optional(std::to_string(*fallback)) : std::nullopt;
}
DUALGAUGE_ENTRY(34, ::find)
RETURNS(34, R"(["a",null])", R"("found")")
RETURNS(34, R"(["b",null])", "null")
RETURNS(34, R"(["b",7])", R"("7")")

std::variant<std::monostate, int, double, std::string, bool> same(std::variant<std::monostate, int, double, std::string, bool> a) { return a; }
DUALGAUGE_ENTRY(35, ::same)
RETURNS(35, "[null]", "null")
RETURNS(35, "[1]", "1")
RETURNS(35, "[1.5]", "1.5")
RETURNS(35, "[true]", "true")
RETURNS(35, R"(["a"])", R"("a")")

std::unique_ptr<std::string> owned(std::unique_ptr<std::string> a) {
    if (a)
        *a += "!";
    return a;
}
DUALGAUGE_ENTRY(36, ::owned)
RETURNS(36, R"(["a"])", R"("a!")")
RETURNS(36, "[null]", "null")

std::shared_ptr<int> shared(const std::shared_ptr<int> &a) { return a; }
DUALGAUGE_ENTRY(37, ::shared)
RETURNS(37, "[3]", "3")
RETURNS(37, "[null]", "null")

std::string moved(std::string &&a, std::vector<int> &&b) { return std::move(a) + std::to_string(b.size()); }
DUALGAUGE_ENTRY(38, ::moved)
RETURNS(38, R"(["a",[1,2]])", R"("a2")")

std::vector<std::byte> raw(std::span<const uint8_t> a) {
    std::vector<std::byte> all;
    for (auto x : a)
        all.push_back(std::byte(x));
    return all;
}
DUALGAUGE_ENTRY(39, ::raw)
RETURNS(39, R"(["a"])", R"({"$bytes":"YQ=="})")

const std::vector<std::vector<int>> &grid(int size) {
    static std::vector<std::vector<int>> all;
    all.assign(static_cast<size_t>(size), std::vector<int>(1, size));
    return all;
}
DUALGAUGE_ENTRY(40, ::grid)
RETURNS(40, "[2]", "[[2],[2]]")

std::vector<int> many(int size) { return std::vector<int>(static_cast<size_t>(size)); }
DUALGAUGE_ENTRY(41, ::many)
RETURNS(41, "[5000000]", R"({"$opaque":{"type":"std::vector<int>","text":"too large"}})")

// Time

std::chrono::seconds doubled(std::chrono::milliseconds a) { return std::chrono::duration_cast<std::chrono::seconds>(a * 2); }
DUALGAUGE_ENTRY(45, ::doubled)
RETURNS(45, R"([{"$timedelta":"1.5"}])", R"({"$timedelta":"3"})")
RETURNS(45, "[500]", R"({"$timedelta":"1"})")

std::chrono::system_clock::time_point later(std::chrono::system_clock::time_point a) { return a + std::chrono::hours(1); }
DUALGAUGE_ENTRY(46, ::later)
RETURNS(46, R"([{"$datetime":"2026-01-02T03:04:05.5"}])", R"({"$datetime":"2026-01-02T04:04:05.500000"})")

std::chrono::year_month_day new_year(std::chrono::year_month_day a) { return a.year() / 1 / 1; }
DUALGAUGE_ENTRY(47, ::new_year)
RETURNS(47, R"([{"$date":"2026-05-02"}])", R"({"$date":"2026-01-01"})")

std::string date_text(const std::string &date) { return date; }
DUALGAUGE_ENTRY(48, ::date_text)
RETURNS(48, R"([{"$date":"2026-05-02"}])", R"("2026-05-02")")

// Streams, and what can't be converted

int words(std::istream &in) {
    int all = 0;
    for (std::string word; in >> word;)
        ++all;
    return all;
}
DUALGAUGE_ENTRY(50, ::words)
RETURNS(50, R"(["a b c"])", "3")

void print(std::ostream &out, int a) { out << a; }
DUALGAUGE_ENTRY(51, ::print)
RETURNS(51, "[5]", R"("5")")

int apply(std::function<int(int)> f, int a) { return f(a); }
DUALGAUGE_ENTRY(52, ::apply)
UNSUITABLE(52, R"(["x",1])", "::apply: parameter 1 of type std::function<int")

std::any anything() { return 3; }
DUALGAUGE_ENTRY(53, ::anything)
RETURNS(53, "[]", R"({"$opaque":{"type":"std::any","text":""}})")

std::function<int(int)> adder() { return [](int a) { return a; }; }
DUALGAUGE_ENTRY(54, ::adder)
#ifdef __clang__
RETURNS(54, "[]", R"({"$opaque":{"type":"std::function<int (int)>","text":""}})")
#endif

struct Incomplete;
int secret(const Incomplete &, Incomplete *) { return 1; }
DUALGAUGE_ENTRY(55, ::secret)
UNSUITABLE(55, "[1,2]", "::secret: parameter 1 of type Incomplete is not supported")
Incomplete *handle() { return reinterpret_cast<Incomplete *>(16); }
DUALGAUGE_ENTRY(56, ::handle)
#ifdef __clang__
RETURNS(56, "[]", R"({"$opaque":{"type":"Incomplete *","text":""}})")
#endif
