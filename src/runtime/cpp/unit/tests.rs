//! The texts of units.

use super::*;
use crate::runtime::cpp::entries::find;

fn calls(text: &str, language: Dialect, wanted: &[&str]) -> Units {
    let declarations = Declarations::of(text.as_bytes(), language);
    let found: Vec<Found<'_>> = wanted
        .iter()
        .map(|name| find(&declarations, name, wanted.len() == 1).expect(name))
        .collect();
    for_calls("/app/solution", &declarations, &found)
}

#[test]
fn functions_and_members_get_a_line_each() {
    let text = "#define int long long\nnamespace bank { class Account { public: void deposit(int); };\n\
                void Account::deposit(int) {} }\nint load_file(int x) { return x; }\nsigned main() {}";
    let units = calls(text, Dialect::Cpp, &["load_file", "deposit"]);
    assert_eq!(units.c, None);
    assert_eq!(
        units.cpp.unwrap(),
        "#include \"/usr/dualgauge/harness/harness.hpp\"\n\
         #define main dualgauge_candidate_main\n\
         #include \"/app/solution\"\n\
         #undef main\n\
         #undef int\n\
         DUALGAUGE_ENTRIES\n\
         DUALGAUGE_ENTRY(0, ::load_file)\n\
         DUALGAUGE_METHOD(1, ::bank::Account, deposit)\n"
    );
}

#[test]
fn c_functions_are_declared_again_with_what_they_need() {
    let text = "#include <stddef.h>\n#define NAME_MAX_LEN 32\n#define UNUSED 1\n\
                typedef enum { OK = 0, BAD } Status;\n\
                struct node { struct node *next; _Bool new; };\n\
                typedef struct { char name[NAME_MAX_LEN]; Status status; struct node *list; } User;\n\
                typedef struct { int x; } Unused;\n\
                static const char *find_user(size_t n, const User users[restrict n], int (*cmp)(const void *, const void *)) { return 0; }\n";
    let units = calls(text, Dialect::C, &["findUser"]);
    assert_eq!(
        units.c.unwrap(),
        "#include \"/app/solution\"\n\
         extern __typeof__(find_user) dualgauge_function_0 __attribute__((alias(\"find_user\")));\n"
    );
    assert_eq!(
        units.cpp.unwrap(),
        "#include \"/usr/dualgauge/harness/harness.hpp\"\n\
         #include <stddef.h>\n\
         #define NAME_MAX_LEN 32\n\
         namespace dualgauge_candidate { extern \"C\" {\n\
         typedef enum { OK = 0, BAD } Status;\n\
         struct node { struct node *next; bool new_; };\n\
         typedef struct { char name[NAME_MAX_LEN]; Status status; struct node *list; } User;\n\
         const char * dualgauge_function_0(size_t, const User[], int (*)(const void *, const void *));\n\
         } }\n\
         #undef NAME_MAX_LEN\n\
         DUALGAUGE_ENTRIES\n\
         DUALGAUGE_ENTRY(0, ::dualgauge_candidate::dualgauge_function_0)\n"
    );
}

#[test]
fn programs_are_started_whatever_main_takes() {
    let unit = |text: &str, language| {
        let declarations = Declarations::of(text.as_bytes(), language);
        for_program("/app/solution", &declarations)
    };
    assert_eq!(
        unit("int main(int argc, char* argv[]) {}", Dialect::Cpp)
            .unwrap()
            .cpp
            .unwrap(),
        "#include \"/app/solution\"\n\
         extern \"C\" int dualgauge_main(int count, char** arguments);\n\
         int dualgauge_main(int count, char** arguments) { return main(count, arguments); }\n"
    );
    let calls = |text, language, call: &str| {
        let units = unit(text, language).unwrap();
        let text = units.c.or(units.cpp).unwrap();
        assert!(text.contains(call), "{text}");
    };
    calls(
        "auto main() -> int try { } catch (...) { }",
        Dialect::Cpp,
        "{ return main(); }",
    );
    calls("int main(void) {}", Dialect::C, "{ return main(); }");
    calls("void main() {}", Dialect::C, "{ main(); return 0; }");
    calls("main() {}", Dialect::C, "{ return main(); }");
    calls(
        "int main(int c, char **v, char **e) {}",
        Dialect::C,
        "main(count, arguments, environ)",
    );
    assert_eq!(unit("int helper() {}", Dialect::Cpp), None);
    assert_eq!(unit("int main();", Dialect::Cpp), None);
}

#[test]
fn overloads_get_a_line_each_where_their_types_can_be_said() {
    let text = "namespace bank { struct Id {}; int f(Id id) { return 1; } int f(const std::string& s, int n = 2) { return n; }\n\
                template<class T> int f(T* x) { return 0; } }\n\
                class A { public: int g(int x) { return x; } int g(const std::string& s) const { return 0; }\n\
                struct Key {}; int h(Key k) { return 1; } int h(int k) { return k; } };\n\
                template<class T> T t(T x) { return x; }";
    let units = calls(text, Dialect::Cpp, &["f", "g", "h", "t"]);
    let text = units.cpp.unwrap();
    let lines: Vec<&str> = text.lines().skip(3).collect();
    assert_eq!(
        lines,
        [
            "namespace bank { DUALGAUGE_OVERLOAD(0, ::bank::f, (Id)) }",
            "namespace bank { DUALGAUGE_OVERLOAD(0, ::bank::f, (const std::string&, int)) }",
            "DUALGAUGE_METHOD_OVERLOAD(1, ::A, g, (int))",
            "DUALGAUGE_METHOD_OVERLOAD(1, ::A, g, (const std::string&))",
            "DUALGAUGE_METHOD(2, ::A, h)",
            "DUALGAUGE_ENTRY(3, ::t)",
        ]
    );
}

#[test]
fn types_of_c_functions_are_found_however_they_are_named() {
    let text = "typedef int (*compare_fn)(const void *, const void *);\ntypedef int plain_fn(int), *numbers[3];\n\
                typedef unsigned int u32;\ntypedef enum { false, true } bool;\ntypedef struct opaque Opaque;\n\
                u32 f(compare_fn a, plain_fn *b, numbers c, bool d, Opaque *e) { return 0; }";
    let units = calls(text, Dialect::C, &["f"]);
    let text = units.cpp.unwrap();
    let lines: Vec<&str> = text.lines().skip(2).take(5).collect();
    assert_eq!(
        lines,
        [
            "typedef int (*compare_fn)(const void *, const void *);",
            "typedef int plain_fn(int), *numbers[3];",
            "typedef unsigned int u32;",
            "typedef struct opaque Opaque;",
            "u32 dualgauge_function_0(compare_fn, plain_fn *, numbers, bool, Opaque *);",
        ]
    );
}
