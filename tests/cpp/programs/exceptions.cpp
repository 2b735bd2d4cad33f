// Exceptions: thrown through functions, caught by base, nested, kept and thrown again, and those of the library.
#include <any>
#include <bitset>
#include <charconv>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>
#include <variant>
#include <vector>

struct Guard {
    const char *name;
    ~Guard() { std::cout << "left " << name << " (" << std::uncaught_exceptions() << " in flight)\n"; }
};

struct Refused : std::runtime_error {
    int code;
    Refused(const std::string &what, int code) : runtime_error(what), code(code) {}
};

int third(int n) {
    Guard guard{"third"};
    if (n > 2) throw Refused("n is " + std::to_string(n), n);
    return n;
}

int second(int n) {
    Guard guard{"second"};
    return third(n) + 1;
}

int first(int n) try {
    Guard guard{"first"};
    return second(n) + 1;
} catch (const std::logic_error &) {
    return -1;
}

struct Member {
    Member() { throw std::range_error("no member"); }
};
struct Holder {
    Guard guard{"base part"};
    Member member;
    Holder() try : member() {
    } catch (std::exception &error) {
        std::cout << "constructor: " << error.what() << '\n';
    }
};

void print(const std::exception &error, int level = 0) {
    std::cout << std::string(level * 2, ' ') << error.what() << '\n';
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception &inner) {
        print(inner, level + 1);
    }
}

void read_settings() {
    try {
        std::stoi("garbage");
    } catch (...) {
        std::throw_with_nested(std::runtime_error("the port is no number"));
    }
}

template <class F>
void attempt(const char *name, F &&action) {
    try {
        action();
        std::cout << name << ": nothing thrown\n";
    } catch (const std::system_error &error) {
        std::cout << name << ": system_error " << error.code().category().name() << '\n';
    } catch (const std::out_of_range &) {
        std::cout << name << ": out_of_range\n";
    } catch (const std::invalid_argument &error) {
        std::cout << name << ": invalid_argument\n";
    } catch (const std::logic_error &) {
        std::cout << name << ": logic_error\n";
    } catch (const std::bad_alloc &) {
        std::cout << name << ": bad_alloc\n";
    } catch (const std::bad_cast &) {
        std::cout << name << ": bad_cast\n";
    } catch (const std::exception &error) {
        std::cout << name << ": exception\n";
    } catch (int number) {
        std::cout << name << ": int " << number << '\n';
    } catch (const char *text) {
        std::cout << name << ": text " << text << '\n';
    }
}

int main() {
    std::cout << first(1) << '\n';
    try {
        first(7);
    } catch (Refused &error) {
        std::cout << "caught " << error.what() << ' ' << error.code << '\n';
    }
    try {
        Holder holder;
    } catch (std::range_error &error) {
        std::cout << "again: " << error.what() << '\n';
    }
    try {
        try {
            read_settings();
        } catch (...) {
            std::throw_with_nested(Refused("it can't start", 1));
        }
    } catch (const std::exception &error) {
        try {
            print(error);
        } catch (...) {
            std::cout << "not caught as it should be\n";
        }
    }
    std::exception_ptr kept;
    try {
        throw Refused("kept", 3);
    } catch (...) {
        kept = std::current_exception();
    }
    for (int i = 0; i < 2; i++) try {
            std::rethrow_exception(kept);
        } catch (const Refused &error) {
            std::cout << error.what() << ' ' << error.code + i << '\n';
        }
    try {
        try {
            throw std::string("thrown again");
        } catch (std::string &text) {
            text += ", changed";
            throw;
        }
    } catch (const std::string &text) {
        std::cout << text << '\n';
    }

    attempt("stoi garbage", [] { std::stoi("twelve"); });
    attempt("stoi empty", [] { std::stoi(""); });
    attempt("stoi large", [] { std::stoi("99999999999"); });
    attempt("stoi prefix", [] { std::cout << std::stoi(" 12abc") << ' '; });
    attempt("stod", [] { std::stod("1e999"); });
    attempt("at", [] { std::vector<int>{1}.at(1); });
    attempt("map at", [] { std::map<int, int>{}.at(1); });
    attempt("substr", [] { std::string("ab").substr(3); });
    attempt("optional", [] { std::optional<int>{}.value(); });
    attempt("variant", [] { std::get<int>(std::variant<int, std::string>("text")); });
    attempt("any", [] { std::any_cast<int>(std::any(1.5)); });
    attempt("function", [] { std::function<void()>{}(); });
    attempt("weak pointer", [] { std::shared_ptr<int>(std::weak_ptr<int>{}); });
    attempt("dynamic_cast", [] { dynamic_cast<Refused &>(static_cast<std::exception &>(*std::make_unique<std::exception>())); });
    attempt("new", [] { volatile size_t size = std::numeric_limits<ptrdiff_t>::max() - 8; delete[] new char[size]; });
    attempt("length", [] { std::string().resize(std::string().max_size() + 1); });
    attempt("regex", [] { std::regex("(unclosed"); });
    attempt("bitset", [] { std::bitset<4>("01x1"); });
    attempt("file_size", [] { std::filesystem::file_size("/nowhere"); });
    attempt("stream", [] { std::cin.exceptions(std::ios::failbit); int n; std::cin >> n; });
    attempt("promise", [] { auto future = std::promise<int>().get_future(); future.get(); });
    attempt("int", [] { throw 42; });
    attempt("text", [] { throw "plain"; });
    attempt("nothing", [] {});
    attempt("1,000 times", [] {
        long sum = 0;
        for (int i = 0; i < 1000; i++) try {
                throw i;
            } catch (int number) {
                sum += number;
            }
        throw int(sum);
    });
}
