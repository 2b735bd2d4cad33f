// What nobody catches ends the program with a message.
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>

namespace bank {
struct Overdrawn : std::runtime_error {
    using runtime_error::runtime_error;
};
}  // namespace bank

struct Late {
    ~Late() noexcept(false) { throw std::logic_error("from a destructor"); }
};

void quiet() noexcept { throw std::runtime_error("not allowed"); }

int main(int, char **argv) {
    std::string kind = argv[1];
    std::cout << "begun" << std::endl;
    if (kind == "stoi") return std::stoi("x1");
    if (kind == "own") throw bank::Overdrawn("by 12 €");
    if (kind == "int") throw 5;
    if (kind == "text") throw "plain text";
    if (kind == "noexcept") quiet();
    if (kind == "rethrow") throw;
    if (kind == "destructors") try {
            Late late;
            throw 1;
        } catch (int) {
        }
    if (kind == "thread") std::thread([] { throw std::out_of_range("in a thread"); }).join();
    if (kind == "joinable") std::thread forgotten([] {});
    if (kind == "handler") {
        std::set_terminate([] {
            try {
                std::rethrow_exception(std::current_exception());
            } catch (std::exception &error) {
                std::cerr << "handler: " << error.what() << std::endl;
            }
            std::_Exit(9);
        });
        throw std::runtime_error("handled");
    }
}
