//! What is found in programs as they are written.

use super::{Declarations, Dialect, Function, FunctionKind, ScopeKind};

/// A C++ text and the functions in it, as [`line`] writes them.
type Snippet = (&'static str, &'static str, &'static [&'static str]);

/// A function on one line: what it is, its type and name, its parameters.
fn line(declarations: &Declarations, function: &Function) -> String {
    let mut line = String::new();
    let member = declarations.scope(function.scope).kind == ScopeKind::Class;
    let marks = [
        (function.kind == FunctionKind::Object, "object "),
        (function.kind == FunctionKind::PerhapsObject, "perhaps "),
        (!function.is_public, "private "),
        (function.template, "template "),
        (function.is_static, "static "),
        (function.is_constexpr, "constexpr "),
    ];
    for (holds, mark) in marks {
        if holds {
            line += mark;
        }
    }
    if !function.returns.is_empty() {
        line += &format!("{} ", function.returns);
    }
    let parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|one| {
            let name = one
                .name
                .as_deref()
                .map_or(String::new(), |name| format!(" {name}"));
            let default = if one.has_default { " =" } else { "" };
            format!("{}{name}{default}", one.type_text)
        })
        .collect();
    line += &format!(
        "{}({})",
        declarations.qualified(function),
        parameters.join(", ")
    );
    if function.variadic {
        line += " ...";
    }
    if member && function.is_const && function.kind == FunctionKind::Function {
        line += " const";
    }
    line
}

fn lines(text: &str, language: Dialect) -> Vec<String> {
    let declarations = Declarations::of(text.as_bytes(), language);
    declarations
        .functions()
        .iter()
        .map(|function| line(&declarations, function))
        .collect()
}

/// Texts in C++ by what is special in them.
#[rustfmt::skip]
pub(super) const SNIPPETS: &[Snippet] = &[
    ("plain", "std::string load_file(const std::string& path) { return \"}\"; }", &["std::string load_file(const std::string& path)"]),
    ("two", "int a(){return 1;}int b(int x,int){return x;}", &["int a()", "int b(int x, int)"]),
    ("declared first", "int f(int a, int b = 3);\nint main() { return f(1); }\nint f(int a, int b) { return a + b; }", &["int f(int a, int b =)", "int main()"]),
    ("only declared", "int f(int); extern int g(); int h() { return f(1); }", &["int h()"]),
    ("pointers", "const char *name_of(const char *const *list, size_t n) { return list[n]; }", &["const char * name_of(const char *const * list, size_t n)"]),
    ("references", "auto&& f(std::vector<int>&& v, const int &x) { return v; }", &["auto&& f(std::vector<int>&& v, const int & x)"]),
    ("trailing type", "auto f(int x) -> std::map<std::string, std::vector<int>> { return {}; }", &["std::map<std::string, std::vector<int>> f(int x)"]),
    ("nested templates", "std::map<std::string, std::vector<std::pair<int,int>>> f(std::unordered_map<std::string, std::vector<int>> m, int k) { return {}; }", &["std::map<std::string, std::vector<std::pair<int,int>>> f(std::unordered_map<std::string, std::vector<int>> m, int k)"]),
    ("comparison in arguments", "std::array<int, (3 > 2)> f(std::bitset<(1<<4)> b) { return {}; }", &["std::array<int, (3 > 2)> f(std::bitset<(1<<4)> b)"]),
    ("defaults", "void f(std::vector<int> v = {1, 2}, std::function<int(int, int)> g = [](int a, int b) { return a < b; }, std::map<int,int> m = std::map<int,int>()) {}", &["void f(std::vector<int> v =, std::function<int(int, int)> g =, std::map<int,int> m =)"]),
    ("unnamed", "int f(int, const std::string&, unsigned long, std::vector<int>, Foo, const Foo, struct Foo) { return 0; }", &["int f(int, const std::string&, unsigned long, std::vector<int>, Foo, const Foo, struct Foo)"]),
    ("function pointers", "void each(int (*cb)(int, void*), void (*)(int)) {}", &["void each(int (*)(int, void*) cb, void (*)(int))"]),
    ("arrays", "int sum(int a[], const char *argv[10], int (&r)[3], char grid[3][4]) { return 0; }", &["int sum(int[] a, const char *[10] argv, int (&)[3] r, char[3][4] grid)"]),
    ("variadic", "int log_it(const char* fmt, ...) { return 0; }", &["int log_it(const char* fmt) ..."]),
    ("pack", "template <typename... Args> void log(Args&&... args) { (f(args), ...); }", &["template void log(Args&&... args)"]),
    ("void", "int f(void) { return 0; }", &["int f()"]),
    ("template", "template<class T, class = std::enable_if_t<std::is_integral_v<T>>> T twice(T x) { return x * 2; }", &["template T twice(T x)"]),
    ("specialised", "template<class T> T f(T x) { return x; }\ntemplate<> int f<int>(int x) { return x; }", &["template T f(T x)", "template int f(int x)"]),
    ("requires", "template<typename T> requires std::integral<T> && (sizeof(T) > 2) T f(T x) { return x; }", &["template T f(T x)"]),
    ("trailing requires", "template<class T> auto f(T x) -> T requires requires(T t) { t + t; } { return x; }", &["template T f(T x)"]),
    ("constrained auto", "std::integral auto f(std::integral auto x) { return x; }", &["std::integral auto f(std::integral auto x)"]),
    ("concept", "template<class T> concept C = requires(T a) { a.x(); { a.y() } -> std::same_as<int>; };\nint f() { return 0; }", &["int f()"]),
    ("decltype", "decltype(auto) f(int& x) { return (x); }\ndecltype(1 + 2) g() { return 3; }", &["decltype(auto) f(int& x)", "decltype(1 + 2) g()"]),
    ("attributes", "[[nodiscard]] std::optional<int> f([[maybe_unused]] int x) noexcept { return {}; }", &["std::optional<int> f(int x)"]),
    ("gnu attributes", "__attribute__((noinline)) static int f(int x) __attribute__((const));\nstatic int f(int x) { return x; }", &["static int f(int x)"]),
    ("specifiers", "static inline constexpr int f(int x) noexcept(true) { return x; }\nconsteval int g() { return 1; }", &["static constexpr int f(int x)", "constexpr int g()"]),
    ("function try block", "int f(int x) try { return x; } catch (const std::exception& e) { return 1; } catch (...) { return 2; }\nint g() { return 0; }", &["int f(int x)", "int g()"]),
    ("namespace", "namespace app { namespace { int helper() { return 1; } } int run(int x) { return x; } }", &["int app::helper()", "int app::run(int x)"]),
    ("nested namespace", "namespace a::b::inline c { int f() { return 0; } }\nnamespace a { namespace b { int g() { return 0; } } }", &["int a::b::c::f()", "int a::b::g()"]),
    ("namespace alias", "namespace fs = std::filesystem;\nusing namespace std;\nusing Row = std::vector<int>;\nRow f(fs::path p) { return {}; }", &["Row f(fs::path p)"]),
    ("defined outside its namespace", "namespace a { int f(int x); }\nint a::f(int x) { return x; }", &["int a::f(int x)"]),
    ("extern C", "extern \"C\" { int f(int x) { return x; } }\nextern \"C\" int g() { return 1; }", &["int f(int x)", "int g()"]),
    ("extern C in a condition", "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f() { return 1; }\n#ifdef __cplusplus\n}\n#endif\n", &["int f()"]),
    ("class", "class Bank { int secret() { return 1; } public: Bank() : x(1), y{2} { z(); } explicit Bank(int a) : x{a} {} ~Bank() {} int balance() const { return x; } static Bank make(int a) { return Bank(a); } private: int x; int y = 3; };", &["private int Bank::secret()", "int Bank::balance() const", "static Bank Bank::make(int a)"]),
    ("struct with bases", "struct A final : public Base<int, std::less<int>>, private Other { int f() override { return 1; } virtual int g() = 0; int h() = delete; };", &["int A::f()"]),
    ("members defined outside", "class Bank { public: static int make(int a = 1); int get(const Id& id) const; void gone(); private: void hide(); };\nint Bank::make(int a) { return a; }\nint Bank::get(const Bank::Id& id) const { return 1; }\nvoid Bank::hide() {}", &["static int Bank::make(int a =)", "int Bank::get(const Id& id) const", "private void Bank::hide()"]),
    ("template class", "template<class T> class Box { public: T get() const { return v; } void set(T x); T v; };\ntemplate<class T> void Box<T>::set(T x) { v = x; }", &["T Box::get() const", "void Box::set(T x)"]),
    ("nested class", "class A { class B { public: int f() { return 0; } }; public: struct C { int g() { return 0; } }; };", &["int A::B::f()", "int A::C::g()"]),
    ("operators", "struct P { int x; bool operator==(const P& o) const { return x == o.x; } int operator()(int a) const { return a; } operator bool() const { return true; } auto operator<=>(const P&) const = default; P& operator<<(int) { return *this; } };\nstd::ostream& operator<<(std::ostream& o, const P& p) { return o; }\nbool operator<(const P& a, const P& b) { return a.x < b.x; }\nint f(P p) { return p.x; }", &["int f(P p)"]),
    ("literal operator", "int operator\"\"_x(unsigned long long v) { return 1; } int f() { return 1_x; }", &["int f()"]),
    ("friend", "class A { friend bool same(const A& a, const A& b) { return true; } friend class B; friend int g(A); public: int f() { return 1; } };", &["int A::f()"]),
    ("enum", "enum class Color : std::uint8_t { Red = 1, Green = (1 < 2) }; enum { X }; Color pick(int x) { return Color::Red; }", &["Color pick(int x)"]),
    ("elaborated type", "struct Point { int x; };\nstruct Point make(int x) { return {x}; }", &["struct Point make(int x)"]),
    ("lambda", "const auto add = [](int a, int b = 2) -> int { return a + b; };\nauto gen = [n = 0](auto... xs) mutable { return sizeof...(xs); };", &["object int add(int a, int b =)", "object gen(auto... xs)"]),
    ("lambda template", "inline constexpr auto f = []<class T>(T x) { return x; };", &["object constexpr f(T x)"]),
    ("function objects", "std::function<int(int)> f = [](int x) { return x; };\nstatic std::function<void()> g{nullptr};\nauto h = std::bind(f, 3);\nint x = 3;\nstd::vector<int> v{1, 2};\nstd::function<int()> k([] { return 1; });", &["object f(int x)", "object static g()", "perhaps h()", "object k()"]),
    ("variables", "int a = 1, b = 2; std::mutex m; const std::regex re(R\"(^\\d+(x)$)\"); static const char* names[] = {\"a\", \"{\"}; std::map<int,int> t = {{1, 2}, {3, 4}}; int f() { return 1; }", &["int f()"]),
    ("raw string", "auto text = R\"sql(int hidden() { return 1; } )\" )sql\";\nint f() { return 1; }", &["perhaps text()", "int f()"]),
    ("characters", "int f(char c) { if (c == '{' || c == '\\'' || c == '\"') return 1'000; return '}'; }\nint g() { return 0; }", &["int f(char c)", "int g()"]),
    ("comments", "// int no() { }\n/* int no2() { */ int f(/* count */ int n /*, int m */) { return n; // }\n}", &["int f(int n)"]),
    ("if 0", "#if 0\nint no() { don't {{{\n#else\nint f() { return 1; }\n#endif\n#if defined(_WIN32)\nint win() {\n#elif __cplusplus >= 201703L\nint nix() {\n#else\nint old() {\n#endif\nreturn 1; }", &["int f()", "int nix()"]),
    ("macros", "#define SQUARE(x) \\\n  ((x) * (x))\n#define API __attribute__((visibility(\"default\")))\n#define BEGIN {\nAPI int f(int x) { return SQUARE(x); }", &["API int f(int x)"]),
    ("macro calls", "DEFINE_LOGGER(app)\nint f(int x) { return x; }\nTEST(Suite, Name) { f(1); }\nREGISTER(f);\nint g() { return 0; }", &["int f(int x)", "int g()"]),
    ("include guard", "#ifndef A_H\n#define A_H\n#pragma once\n#include <string>\nint f() { return 1; }\n#endif", &["int f()"]),
    ("overloads", "int f(int x) { return x; }\nint f(double x) { return 1; }\nstd::string f(const std::string& s, int n) { return s; }", &["int f(int x)", "int f(double x)", "std::string f(const std::string& s, int n)"]),
    ("coroutine and loops", "Task<int> f() { for (int i = 0; i < 3 && i > -1; ++i) { if (a < b) co_yield i; } }\nint g() { while (x < y) { x >>= 1; } return x; }", &["Task<int> f()", "int g()"]),
    ("anonymous namespace", "namespace {\nconstexpr int kMax = 1 << 20;\nbool ok(std::string_view s) { return s.size() < kMax; }\n}  // namespace\nbool check(std::string s) { return ok(s); }", &["bool ok(std::string_view s)", "bool check(std::string s)"]),
    ("qualified return", "struct A { struct R {}; R f(); };\nA::R A::f() { return {}; }\n::A::R g(::A& a) { return a.f(); }", &["R A::f()", "::A::R g(::A& a)"]),
    ("specialised struct", "struct Key { int a; };\nnamespace std { template<> struct hash<Key> { size_t operator()(const Key& k) const noexcept { return 1; } size_t other() { return 1; } }; }\nint f(Key k) { return 1; }", &["size_t std::hash#14::other()", "int f(Key k)"]),
    ("deduction guide", "template<class... T> struct overloaded : T... { using T::operator()...; };\ntemplate<class... T> overloaded(T...) -> overloaded<T...>;\nint f(std::variant<int, std::string> v) { return 1; }", &["int f(std::variant<int, std::string> v)"]),
    ("static assert and asm", "static_assert(sizeof(int) == 4, \"{\");\nasm(\"nop\");\nthread_local int t = 0;\nlong long f(unsigned long long x) { return x; }", &["long long f(unsigned long long x)"]),
    ("bit fields", "struct Flags { unsigned a : 3; unsigned b : (1 + 2); int f() { return a; } };", &["int Flags::f()"]),
    ("broken", "}\n)\nint f() { return 1; }\n) } ] >\nint g() { return 1; }\nint h( {", &["int f()", "int g()"]),
];

#[test]
fn functions_are_found() {
    for (what, text, expected) in SNIPPETS {
        assert_eq!(lines(text, Dialect::Cpp), *expected, "{what}");
    }
}

#[test]
fn functions_in_c_are_found() {
    let text = "#include <stdio.h>\n#define MAX 10\ntypedef struct { char name[MAX]; int (*cmp)(int); } User;\n\
                struct node { struct node *next; } head;\nenum mode { A, B = 3 };\n\
                static int helper(int class, char *new) { return 0; }\nstruct node *push(struct node *list, int value)\n{ return list; }\n\
                int copy(char *restrict dst, const char *restrict src, size_t n, int a[n]) { return 0; }\n\
                int old(a, b) int a; char *b; { return 0; }\nint main(void) { return 0; }";
    assert_eq!(
        lines(text, Dialect::C),
        [
            "static int helper(int class, char * new)",
            "struct node * push(struct node * list, int value)",
            "int copy(char *restrict dst, const char *restrict src, size_t n, int[n] a)",
            "int main()",
        ]
    );
    let declarations = Declarations::of(text.as_bytes(), Dialect::C);
    let names: Vec<&[String]> = declarations
        .definitions()
        .iter()
        .map(|one| one.names.as_slice())
        .collect();
    assert_eq!(
        names,
        [
            &["User".to_owned()][..],
            &["node".to_owned()],
            &["mode".to_owned(), "A".to_owned(), "B".to_owned()]
        ]
    );
    assert_eq!(
        declarations.definitions()[1].text,
        "struct node { struct node *next; };"
    );
    assert_eq!(declarations.includes(), ["stdio.h"]);
    assert_eq!(declarations.macros()[0].text, "MAX 10");
}

#[test]
fn lines_are_those_of_the_definition() {
    let text = "int f();\n#define A \\\n 1\n/*\n*/ int\nf() { return 1; }\nstruct S { int g(); };\nint S::g()\n{ return 1; }";
    let declarations = Declarations::of(text.as_bytes(), Dialect::Cpp);
    let lines: Vec<u32> = declarations
        .functions()
        .iter()
        .map(|one| one.line)
        .collect();
    assert_eq!(lines, [6, 8]);
}
