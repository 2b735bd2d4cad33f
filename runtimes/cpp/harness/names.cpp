// Names of types and members, and what an exception says.

#include "writer.hpp"

#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <typeinfo>

namespace dualgauge {

namespace {

/// Leaves out the inner namespaces of libraries' versions and says `std::string`.
std::string readable(std::string name) {
    for (const char *inner : {"::__1::", "::__2::", "::__cxx11::", "::__fs::", "::json_abi_"})
        for (size_t at; (at = name.find(inner)) != name.npos;)
            name.erase(at, name.find("::", at + 2) - at);
    for (const std::string_view text : {std::string_view("std::basic_string<char, std::char_traits<char>, std::allocator<char>>"),
                                        std::string_view("std::basic_string<char, std::char_traits<char>, std::allocator<char> >"),
                                        std::string_view("std::basic_string<char>")})
        for (size_t at; (at = name.find(text)) != name.npos;)
            name.replace(at, text.size(), "std::string");
    return name;
}

} // namespace

std::string type_name(const char *pretty) {
    const char *start = std::strstr(pretty, "T = ");
    if (!start)
        return pretty;
    start += 4;
    size_t length = 0;
    for (int open = 0; start[length]; ++length) {
        const char c = start[length];
        if (open == 0 && (c == ']' || c == ';'))
            break;
        open += (c == '[' || c == '<' || c == '(') - (c == ']' || c == '>' || c == ')');
    }
    return readable({start, length});
}

std::string short_type_name(const char *pretty) {
    const std::string name = type_name(pretty);
    size_t start = 0;
    int open = 0;
    for (size_t i = 0; i + 1 < name.size() && name[i] != '<'; ++i) {
        open += (name[i] == '(') - (name[i] == ')');
        if (open == 0 && name[i] == ':' && name[i + 1] == ':')
            start = i + 2;
    }
    return name.substr(start);
}

std::string demangled(const char *mangled) {
    int status = 0;
    char *text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
    std::string name = readable(text && status == 0 ? text : mangled);
    std::free(text);
    return name;
}

namespace {

/// The message of what isn't a `std::exception`: the value, if it is text or a number.
std::string thrown_text() {
    try {
        throw;
    } catch (const char *text) {
        return text ? text : "";
    } catch (const std::string &text) {
        return text;
    } catch (int number) {
        return std::to_string(number);
    } catch (unsigned number) {
        return std::to_string(number);
    } catch (long number) {
        return std::to_string(number);
    } catch (unsigned long number) {
        return std::to_string(number);
    } catch (long long number) {
        return std::to_string(number);
    } catch (double number) {
        return std::to_string(number);
    } catch (...) {
        return "";
    }
}

} // namespace

Raised current_exception_report() {
    const std::type_info *type = abi::__cxa_current_exception_type();
    Raised raised{type ? demangled(type->name()) : "unknown", ""};
    try {
        throw;
    } catch (const std::exception &error) {
        const char *what = error.what();
        raised.message = what ? what : "";
    } catch (...) {
        raised.message = thrown_text();
    }
    return raised;
}

} // namespace dualgauge
