// Text: regular expressions, formats, manipulators, long double, other alphabets.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <format>
#include <iomanip>
#include <iostream>
#include <limits>
#include <map>
#include <print>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

int main() {
    std::regex mail(R"(([\w.+-]+)@(\w+\.\w{2,}))");
    std::string text = "to ann.b@example.org, c+d@test.io; not @x or a@b";
    for (std::sregex_iterator it(text.begin(), text.end(), mail), end; it != end; ++it)
        std::cout << (*it)[1] << " at " << (*it)[2] << " from " << it->position() << '\n';
    std::cout << std::regex_replace(text, mail, "<$2:$1>") << '\n';
    std::regex date(R"((\d{4})-(\d\d)-(\d\d))");
    std::cout << std::regex_search(text, date) << std::regex_match("2024-02-29", date) << '\n';
    std::cout << std::regex_match("HELLO", std::regex("hel+o", std::regex::icase)) << '\n';
    std::regex words(R"(\s+)");
    std::string list = "one two   three";
    for (std::sregex_token_iterator it(list.begin(), list.end(), words, -1), end; it != end; ++it) std::cout << '[' << *it << ']';
    std::cout << std::regex_match("aabb", std::regex("(a+)(b+)", std::regex::extended)) << '\n';

    std::cout << std::format("{:>8}|{:<8}|{:^8}|{:08.3f}|{:#x}|{:+d}|{:,>5}\n", "right", "left", "mid", 3.14159, 255, 7, 'c');
    std::print("{:b} {:e} {:g} {:.3} {} {:?}\n", 10, 12345.678, 0.0001, "truncated", true, "quoted\t\"ü\"");
    std::println("{:%Y-%m-%d %H:%M:%S}", std::chrono::sys_seconds(std::chrono::seconds(86400 * 365)));
    std::println("{} {} {}", std::vector{1, 2}, std::map<std::string, int>{{"a", 1}}, std::pair(1, 'x'));
    try {
        int width = -1;
        std::cout << std::vformat("{:{}}", std::make_format_args(width, width));
    } catch (const std::format_error &) {
        std::cout << "format_error\n";
    }

    std::cout << std::hex << std::showbase << 255 << std::dec << ' ' << std::setw(6) << std::setfill('*') << 42 << ' ' << std::left
              << std::setw(5) << 1 << std::fixed << std::setprecision(2) << 2.71828 << std::scientific << 12345.0 << std::defaultfloat << '\n';
    std::cout << std::boolalpha << true << ' ' << std::quoted("a \"b\"") << ' ' << std::setprecision(17) << 0.1 << '\n';
    std::istringstream in("12 0x1f 3.5 word tr ue");
    int a, b;
    double c;
    std::string d;
    in >> a >> std::hex >> b >> c >> d;
    std::cout << a + b + c << d << (in >> b).fail() << '\n';
    std::printf("%5d|%-5d|%05d|%x|%c|%s|%.3s|%8.3f|%g|%e|%%|%zu|%lld\n", 1, 2, 3, 255, 'c', "text", "truncated", 3.14159, 1e-5, 12345.678,
                sizeof(int), 1LL << 40);
    long double third = 1.0L / 3, huge = std::numeric_limits<long double>::max();
    std::printf("%.10Lf %Lg %.3Le %d\n", third, std::sqrt(2.0L), huge / huge, huge > 1e300L);
    std::cout << std::setprecision(10) << third << ' ' << std::stold("2.5e3") << '\n';
    int read = 0;
    char word[8];
    std::cout << std::sscanf("17 abc", "%d %7s", &read, word) << read << word << '\n' << std::flush;

    std::string unicode = "ü花😀";
    std::cout << unicode << ' ' << unicode.size() << ' ' << u8"é"[0] % 256 << ' ' << std::u32string(U"花😀").size() << '\n';
    std::cout << "\x1b[0m" << "\u202e" << std::string("a\0b", 3) << '\n';
    std::cerr << "to the other stream: ü\n";
}
