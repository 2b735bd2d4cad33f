#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

constexpr std::size_t kLimit = 100'000;

std::optional<std::vector<std::uint8_t>> unpack(const std::string& packed) {
    std::vector<std::uint8_t> data;
    std::istringstream runs(packed);
    for (std::string run; std::getline(runs, run, ';');) {
        std::size_t count = 0;
        int value = 0;
        std::istringstream(run) >> count >> value;
        if (count > kLimit - data.size()) return std::nullopt;
        data.insert(data.end(), count, static_cast<std::uint8_t>(value));
    }
    return data;
}
