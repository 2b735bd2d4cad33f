#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

std::optional<std::vector<std::uint8_t>> read_message(const std::vector<std::uint8_t>& packet) {
    if (packet.size() < 4) return std::nullopt;
    std::uint32_t length = 0;
    for (int i = 0; i < 4; ++i) length = length << 8 | packet[i];
    if (length > packet.size() - 4) return std::nullopt;
    std::vector<std::uint8_t> message(length);
    std::copy_n(packet.begin() + 4, length, message.begin());
    return message;
}
