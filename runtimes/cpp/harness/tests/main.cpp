// Runs the checks with host functions that only remember what they were told.

#include "../harness.hpp"
#include "check.hpp"

#include <cstdio>
#include <cstring>

static const Check *checks = nullptr;
static std::string answer;
static unsigned answers = 0;

Check::Check(unsigned entry, const char *arguments, const char *expected, int line)
    : next(checks), entry(entry), arguments(arguments), expected(expected), line(line) {
    checks = this;
}

extern "C" void dg_returned(const char *json, size_t length) {
    answer = "returned " + std::string(json, length);
    ++answers;
}
extern "C" void dg_raised(const char *type, size_t type_length, const char *message, size_t message_length) {
    answer = "raised " + std::string(type, type_length) + ": " + std::string(message, message_length);
    ++answers;
}
extern "C" void dg_unsuitable(const char *why, size_t length) {
    answer = "unsuitable " + std::string(why, length);
    ++answers;
}

static bool expected(std::string_view wanted) {
    constexpr std::string_view unsuitable = "unsuitable ";
    if (answers != 1 || dualgauge_in_candidate)
        return false;
    if (!wanted.starts_with(unsuitable))
        return answer == wanted;
    return answer.starts_with(unsuitable) && answer.find(wanted.substr(unsuitable.size())) != answer.npos;
}

int main() {
    unsigned made = 0, failed = 0;
    const Check *first = nullptr;
    // They were chained last first.
    for (const Check *check = checks; check;) {
        const Check *next = check->next;
        const_cast<Check *>(check)->next = first;
        first = check;
        check = next;
    }
    for (const Check *check = first; check; check = check->next, ++made) {
        answer.clear();
        answers = 0;
        const size_t length = std::strlen(check->arguments);
        char *text = dualgauge_arguments(length);
        std::memcpy(text, check->arguments, length);
        dualgauge_call(check->entry, text, length);
        if (!expected(check->expected)) {
            std::printf("line %d, entry %u with %s\n  wanted %s\n  got    %s\n", check->line, check->entry, check->arguments,
                        check->expected, answer.c_str());
            ++failed;
        }
    }
    std::printf("%u checks, %u failed\n", made, failed);
    return failed != 0;
}
