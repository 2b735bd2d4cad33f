// What the host calls in the runtime module to run code of the candidate outside of calls: initialisers, programs.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <wasi/api.h>

#include "../harness/writer.hpp"
#include "host.h"

/// Of POSIX: programs that wait for more input, of which none will come.
extern "C" void run_children(void);
/// Of the sanitizer, where there is one.
extern "C" __attribute__((weak)) void dualgauge_check_leaks(void);

namespace {

void flush() {
    std::cout.flush();
    std::clog.flush();
    std::fflush(nullptr);
}

void check_leaks() {
    if (dualgauge_check_leaks)
        dualgauge_check_leaks();
}

/// The program's arguments.
std::vector<char *> arguments() {
    __wasi_size_t count = 0, size = 0;
    if (__wasi_args_sizes_get(&count, &size) != 0)
        return {nullptr};
    // As long as the program runs.
    auto *text = static_cast<char *>(std::malloc(size + 1));
    std::vector<char *> vector(count + 1);
    if (!text || __wasi_args_get(reinterpret_cast<uint8_t **>(vector.data()), reinterpret_cast<uint8_t *>(text)) != 0)
        return {nullptr};
    vector[count] = nullptr;
    return vector;
}

} // namespace

extern "C" {

/// Calls the initialisers of the candidate's module. What they throw is reported.
void dualgauge_guarded(void (*initialise)()) {
    try {
        initialise();
    } catch (...) {
        dualgauge::report_current_exception();
    }
}

/// Runs a program, from `main` to its exit.
void dualgauge_program(int (*main)(int, char **)) {
    static std::vector<char *> vector = arguments();
    int code = 0;
    try {
        code = main(static_cast<int>(vector.size()) - 1, vector.data());
    } catch (...) {
        flush();
        std::terminate();
    }
    check_leaks();
    std::exit(code);
}

/// Comes after the last call of a test.
void dualgauge_finish() {
    flush();
    run_children();
    check_leaks();
}

} // extern "C"
