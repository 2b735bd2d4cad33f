// When objects begin and end: static initialisers, thread_local, local statics, temporaries, atexit.
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Noisy {
    std::string name;
    explicit Noisy(std::string name) : name(std::move(name)) { std::cout << "+" << this->name << '\n'; }
    ~Noisy() { std::cout << "-" << name << '\n'; }
};

extern Noisy second;
Noisy first("first");
Noisy second("second of " + first.name);
inline Noisy shared("inline");
const std::map<std::string, int> table = {{"one", 1}, {"two", 2}};
constinit int ready = 7;
int computed = [] { return ready * table.at("two"); }();
static std::vector<std::string> *leaked = new std::vector<std::string>{"kept"};
thread_local Noisy mine("thread's own");
thread_local int counter = 40;

Noisy &local() {
    static Noisy once("local static");
    return once;
}

struct Early {
    Early() { std::cout << "constructor before main, " << computed << '\n'; }
} early;

[[gnu::constructor]] void before() { leaked = nullptr; }
[[gnu::destructor]] void after() { puts("function after main"); }

int main(int, char **argv) {
    std::cout << "main\n";
    std::atexit([] { std::cout << "at exit, registered first\n"; });
    std::atexit([] { std::cout << "at exit, registered last\n"; });
    local(), local();
    std::cout << mine.name << ' ' << ++counter << ++counter << '\n';
    {
        Noisy inner("inner");
        std::unique_ptr<Noisy> owned = std::make_unique<Noisy>("owned");
        const Noisy &bound = Noisy("temporary");
        std::cout << bound.name.size() << leaked->size() << '\n';
    }
    Noisy last("local of main");
    if (argv[1]) std::exit(3);
    return 4;
}
