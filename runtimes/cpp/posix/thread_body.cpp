/// What a thread runs. An exception that leaves it ends the program with a message, as on other systems.
#include <exception>

extern "C" void *dualgauge_thread_body(void *(*run)(void *), void *argument) {
    try {
        return run(argument);
    } catch (...) {
        std::terminate();
    }
}
