/// Checks of entry points, made where the candidates' functions are, and run by `main.cpp`.
#pragma once

struct Check {
    Check(unsigned entry, const char *arguments, const char *expected, int line);
    const Check *next;
    unsigned entry;
    const char *arguments;
    /// `returned JSON`, `raised TYPE: MESSAGE` or `unsuitable PART`, of which the sentence must have the part: compilers name
    /// types differently.
    const char *expected;
    int line;
};

#define CHECK_JOINED(a, b) a##b
#define CHECK_NAMED(line) static const Check CHECK_JOINED(check_, line)
#define RETURNS(entry, arguments, json) CHECK_NAMED(__LINE__)(entry, arguments, "returned " json, __LINE__);
#define RAISES(entry, arguments, error) CHECK_NAMED(__LINE__)(entry, arguments, "raised " error, __LINE__);
#define UNSUITABLE(entry, arguments, part) CHECK_NAMED(__LINE__)(entry, arguments, "unsuitable " part, __LINE__);
