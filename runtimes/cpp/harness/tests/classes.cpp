// Records, enumerations, methods, overloads and errors.

#include "../harness.hpp"

#include <cstring>
#include <functional>
#include <mutex>
#include <stdexcept>

#include "check.hpp"

DUALGAUGE_ENTRIES

namespace bank {

enum class Kind { deposit, WITHDRAWAL, kTransfer = 5 };
enum Level : unsigned char { low, high };

Kind next_kind(Kind kind) { return static_cast<Kind>(static_cast<int>(kind) + 1); }
int level(Level level) { return level; }

struct Account {
    std::string owner;
    long long balance = 0;
    std::optional<std::string> note;
};
struct Transfer {
    Account from, to;
    Kind kind = Kind::deposit;
    char code[8] = {};
    int steps[2] = {};
};

#ifdef DUALGAUGE_HAS_RECORDS
Account deposit(Account account, long long amount) {
    account.balance += amount;
    return account;
}
Transfer transfer(const Transfer &a) { return a; }
std::vector<Account> accounts(const std::map<std::string, Account> &a) {
    std::vector<Account> all;
    for (const auto &[name, account] : a)
        all.push_back(account);
    return all;
}
Account *lookup(std::vector<Account> &all, const std::string &owner) {
    for (auto &account : all)
        if (account.owner == owner)
            return &account;
    return nullptr;
}

/// Public members with a constructor.
struct Answer {
    bool ok;
    std::string text;
    Answer(bool ok, std::string text) : ok(ok), text(std::move(text)) {}
};
Answer answer(bool ok) { return {ok, ok ? "yes" : "no"}; }

struct Base {
    int id = 7;
};
struct Derived : Base {};
Derived derived() { return {}; }

struct Both : Base {
    int more = 1;
};
struct Bits {
    unsigned a : 3 = 1;
};
Both both() { return {}; }
Bits bits() { return {}; }

struct Node {
    int value = 0;
    std::shared_ptr<Node> next;
};
std::shared_ptr<Node> chain(int length, bool closed) {
    auto last = std::make_shared<Node>(), first = last;
    for (int i = 1; i < length; ++i)
        first = std::make_shared<Node>(Node{i, first});
    if (closed)
        last->next = first;
    return first;
}
struct Empty {};
Empty empty() { return {}; }
template <class T>
struct Box {
    T content;
};
Box<Box<int>> boxed(Box<Box<int>> a) { return a; }
#endif

class Hidden {
    int a = 1;

public:
    int get() const { return a; }
};
Hidden hidden() { return {}; }

class Name {
    std::string text;

public:
    Name() = default;
    explicit Name(std::string text) : text(std::move(text)) {}
    const std::string &get() const { return text; }
};
std::string greet(const Name &name) { return "hello " + name.get(); }

class Shape {
public:
    virtual ~Shape() = default;
    virtual double area() const = 0;
};
double area(const Shape &shape) { return shape.area(); }

} // namespace bank

DUALGAUGE_ENTRY(100, ::bank::next_kind)
RETURNS(100, "[0]", "1")
RETURNS(100, R"(["deposit"])", "1")
RETURNS(100, R"(["withdrawal"])", "2")
RETURNS(100, R"(["transfer"])", "6")
UNSUITABLE(100, R"(["loan"])", "can't be made from the text \"loan\"")
DUALGAUGE_ENTRY(101, ::bank::level)
RETURNS(101, R"(["high"])", "1")

#ifdef DUALGAUGE_HAS_RECORDS
DUALGAUGE_ENTRY(102, ::bank::deposit)
RETURNS(102, R"([{"owner":"a","balance":1,"note":"n"},2])", R"({"$object":{"type":"Account","fields":{"owner":"a","balance":3,"note":"n"}}})")
RETURNS(102, R"([{"Owner":"a"},2])", R"({"$object":{"type":"Account","fields":{"owner":"a","balance":2,"note":null}}})")
RETURNS(102, R"([["a",5],2])", R"({"$object":{"type":"Account","fields":{"owner":"a","balance":7,"note":null}}})")
RETURNS(102, R"([{"$object":{"type":"X","fields":{"owner":"a","balance":1}}},2])",
        R"({"$object":{"type":"Account","fields":{"owner":"a","balance":3,"note":null}}})")
UNSUITABLE(102, R"([{"owner":1},2])", "parameter 1 of type bank::Account can't be made from a mapping")
DUALGAUGE_ENTRY(103, ::bank::transfer)
RETURNS(103, R"([{"from":{"owner":"a"},"to":{"owner":"b"},"kind":"withdrawal","code":"xyz","steps":[1]}])",
        R"({"$object":{"type":"Transfer","fields":{"from":{"$object":{"type":"Account","fields":{"owner":"a","balance":0,"note":null}}},)"
        R"("to":{"$object":{"type":"Account","fields":{"owner":"b","balance":0,"note":null}}},"kind":1,"code":"xyz","steps":[1,0]}}})")
DUALGAUGE_ENTRY(104, ::bank::accounts)
RETURNS(104, R"([{"a":{"owner":"b"}}])", R"([{"$object":{"type":"Account","fields":{"owner":"b","balance":0,"note":null}}}])")
DUALGAUGE_ENTRY(105, ::bank::lookup)
RETURNS(105, R"([[{"owner":"b"}],"b"])", R"({"$object":{"type":"Account","fields":{"owner":"b","balance":0,"note":null}}})")
RETURNS(105, R"([[{"owner":"b"}],"c"])", "null")
DUALGAUGE_ENTRY(106, ::bank::answer)
RETURNS(106, "[true]", R"({"$object":{"type":"Answer","fields":{"ok":true,"text":"yes"}}})")
DUALGAUGE_ENTRY(107, ::bank::derived)
RETURNS(107, "[]", R"({"$object":{"type":"Derived","fields":{"id":7}}})")
DUALGAUGE_ENTRY(108, ::bank::both)
RETURNS(108, "[]", R"({"$opaque":{"type":"bank::Both","text":""}})")
DUALGAUGE_ENTRY(109, ::bank::bits)
RETURNS(109, "[]", R"({"$opaque":{"type":"bank::Bits","text":""}})")
DUALGAUGE_ENTRY(110, ::bank::chain)
RETURNS(110, "[2,false]",
        R"({"$object":{"type":"Node","fields":{"value":1,"next":{"$object":{"type":"Node","fields":{"value":0,"next":null}}}}}})")
RETURNS(110, "[1,true]", R"({"$opaque":{"type":"std::shared_ptr<bank::Node>","text":"too large"}})")
DUALGAUGE_ENTRY(111, ::bank::empty)
RETURNS(111, "[]", R"({"$object":{"type":"Empty","fields":{}}})")
DUALGAUGE_ENTRY(112, ::bank::boxed)
RETURNS(112, R"([{"content":{"content":4}}])",
        R"({"$object":{"type":"Box<bank::Box<int>>","fields":{"content":{"$object":{"type":"Box<int>","fields":{"content":4}}}}}})")
#endif

DUALGAUGE_ENTRY(115, ::bank::hidden)
RETURNS(115, "[]", R"({"$opaque":{"type":"bank::Hidden","text":""}})")
DUALGAUGE_ENTRY(116, ::bank::greet)
RETURNS(116, R"(["Ann"])", R"("hello Ann")")
DUALGAUGE_ENTRY(117, ::bank::area)
UNSUITABLE(117, "[1]", "parameter 1 of type bank::Shape is not supported")

// Overloads, default arguments, templates, objects

namespace text {
std::string show(int a) { return "int " + std::to_string(a); }
std::string show(const std::string &a) { return "text " + a; }
std::string show(const std::string &a, bool b) { return "two " + a + (b ? " true" : " false"); }
std::string show(bool a) { return a ? "yes" : "no"; }
struct Odd {
    int a;
};
std::string rare(Odd) { return "odd"; }
std::string rare(const std::list<int> &) { return "list"; }
std::string join(const std::vector<std::string> &parts, const std::string &with = ",", int times = 1) {
    std::string all;
    for (; times > 0; --times)
        for (size_t i = 0; i < parts.size(); ++i)
            all += (i ? with : "") + parts[i];
    return all;
}
template <class T>
T larger(T a, T b) {
    return a < b ? b : a;
}
auto twice(auto a) { return a + a; }
const auto lambda = [](int a, int b) { return a * b; };
const std::function<int(int)> stored = [](int a) { return -a; };
int (*pointer)(const std::string &) = [](const std::string &a) { return static_cast<int>(a.size()); };
constexpr auto generic = [](auto a) { return a; };
} // namespace text
DUALGAUGE_ENTRY(120, ::text::show)
RETURNS(120, "[3]", R"("int 3")")
RETURNS(120, R"(["a"])", R"("text a")")
RETURNS(120, R"(["a",true])", R"("two a true")")
RETURNS(120, "[true]", R"("yes")")
DUALGAUGE_ENTRY(121, ::text::join)
RETURNS(121, R"([["a","b"]])", R"("a,b")")
RETURNS(121, R"([["a","b"],"-"])", R"("a-b")")
RETURNS(121, R"([["a","b"],"-",2])", R"("a-ba-b")")
DUALGAUGE_OVERLOAD(122, ::text::larger, (const std::string &a, const std::string &b))
DUALGAUGE_OVERLOAD(122, ::text::larger, (long long a, long long b))
RETURNS(122, R"(["a","b"])", R"("b")")
RETURNS(122, "[2,1]", "2")
DUALGAUGE_OVERLOAD(123, ::text::twice, (int))
RETURNS(123, "[4]", "8")
DUALGAUGE_ENTRY(124, ::text::lambda)
RETURNS(124, "[4,5]", "20")
DUALGAUGE_ENTRY(125, ::text::stored)
RETURNS(125, "[4]", "-4")
DUALGAUGE_ENTRY(126, ::text::pointer)
RETURNS(126, R"(["abc"])", "3")
DUALGAUGE_ENTRY(127, ::text::larger)
UNSUITABLE(127, "[1,2]", "::text::larger: it is a template or has several signatures")
DUALGAUGE_ENTRY(128, ::text::generic)
UNSUITABLE(128, "[1]", "it is a template or has several signatures")
DUALGAUGE_OVERLOAD(129, ::text::rare, (const std::list<int> &list))
RETURNS(129, "[[1]]", R"("list")")
DUALGAUGE_OVERLOAD(130, ::text::rare, (int, int))
UNSUITABLE(130, "[1,2]", "::text::rare: it can't be called with these parameters")

// Methods

class Counter {
    int value = 0;
    int secret(int a) { return a; }

public:
    int add(int by = 1) { return value += by; }
    int get() const { return value; }
    static std::string name(const std::string &suffix) { return "counter" + suffix; }
    int read(int a) const { return a; }
    int read(const std::string &a) const { return static_cast<int>(a.size()); }
    int &slot() { return value; }
    const int &slot() const { return value; }
    int operator()(int a) const { return a + 100; }
    std::mutex lock;
};
DUALGAUGE_METHOD(140, ::Counter, add)
RETURNS(140, "[2]", "2")
RETURNS(140, "[]", "3")
DUALGAUGE_METHOD(141, ::Counter, get)
RETURNS(141, "[]", "3")
DUALGAUGE_ENTRY(142, ::Counter::name)
RETURNS(142, R"(["x"])", R"("counterx")")
DUALGAUGE_METHOD(143, ::Counter, name)
RETURNS(143, R"(["x"])", R"("counterx")")
DUALGAUGE_METHOD(144, ::Counter, read)
RETURNS(144, "[5]", "5")
RETURNS(144, R"(["four"])", "4")
DUALGAUGE_METHOD(145, ::Counter, slot)
RETURNS(145, "[]", "3")
DUALGAUGE_METHOD(146, ::Counter, operator())
RETURNS(146, "[1]", "101")
DUALGAUGE_METHOD(147, ::Counter, secret)
UNSUITABLE(147, "[1]", "::Counter::secret")
DUALGAUGE_METHOD_OVERLOAD(148, ::Counter, read, (const std::string &))
RETURNS(148, R"(["four"])", "4")

struct NoDefault {
    explicit NoDefault(int a) : a(a) {}
    int get() { return a; }
    int a;
};
DUALGAUGE_METHOD(149, ::NoDefault, get)
UNSUITABLE(149, "[]", "its class can't be made without arguments")
int locked(std::mutex, int a) { return a; }
DUALGAUGE_ENTRY(150, ::locked)
UNSUITABLE(150, "[1,2]", "a parameter can't be handed over by value")

// Errors

namespace app {
struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};
enum class Code { bad };
struct Failure {
    int code;
};
} // namespace app
int fail(const std::string &how) {
    if (how == "int")
        throw 42;
    if (how == "text")
        throw "a text";
    if (how == "string")
        throw std::string("a string");
    if (how == "enum")
        throw app::Code::bad;
    if (how == "own")
        throw app::Refused("refused");
    if (how == "range")
        throw std::out_of_range("range");
    return std::stoi(how) ? std::string().at(1) : 0;
}
DUALGAUGE_ENTRY(160, ::fail)
RAISES(160, R"(["int"])", "int: 42")
RAISES(160, R"(["text"])", "char const*: a text")
RAISES(160, R"(["string"])", "std::string: a string")
RAISES(160, R"(["enum"])", "app::Code: ")
RAISES(160, R"(["own"])", "app::Refused: refused")
RAISES(160, R"(["range"])", "std::out_of_range: range")
#ifdef _LIBCPP_VERSION
RAISES(160, R"(["x"])", "std::invalid_argument: stoi: no conversion")
RAISES(160, R"(["1"])", "std::out_of_range: basic_string")
#endif
RETURNS(160, R"(["0"])", "0")

std::expected<int, std::string> parse(const std::string &text) {
    if (text.empty())
        return std::unexpected("empty");
    return static_cast<int>(text.size());
}
DUALGAUGE_ENTRY(161, ::parse)
RETURNS(161, R"(["ab"])", "2")
RAISES(161, R"([""])", "std::string: empty")

std::expected<void, app::Refused> check(bool ok) {
    if (!ok)
        return std::unexpected(app::Refused("no"));
    return {};
}
DUALGAUGE_ENTRY(162, ::check)
RETURNS(162, "[true]", "null")
RAISES(162, "[false]", "app::Refused: no")

std::error_code code(bool ok) { return ok ? std::error_code() : std::make_error_code(std::errc::invalid_argument); }
DUALGAUGE_ENTRY(163, ::code)
RETURNS(163, "[true]", "null")
RETURNS(163, "[false]", R"({"$exception":{"type":"std::error_code","message":"Invalid argument"}})")

std::pair<int, std::exception_ptr> captured() { return {1, std::make_exception_ptr(app::Refused("kept"))}; }
DUALGAUGE_ENTRY(164, ::captured)
RETURNS(164, "[]", R"({"$tuple":[1,{"$exception":{"type":"app::Refused","message":"kept"}}]})")

std::vector<std::expected<int, std::string>> several() { return {1, std::unexpected("x")}; }
DUALGAUGE_ENTRY(165, ::several)
RETURNS(165, "[]", R"([1,{"$exception":{"type":"std::string","message":"x"}}])")
