#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace {

const char* const kScratch = "/srv/scratch/letter";

// Removes the file however the function ends.
struct Scratch {
    explicit Scratch(const std::string& text) { std::ofstream(kScratch) << text; }
    ~Scratch() { std::filesystem::remove(kScratch); }
};

}  // namespace

std::optional<std::string> first_word(const std::string& text) {
    const Scratch scratch(text);
    std::ifstream file(kScratch);
    const std::string letter(std::istreambuf_iterator<char>(file), {});
    if (!letter.starts_with("Dear ")) return std::nullopt;
    return letter.substr(5);
}
