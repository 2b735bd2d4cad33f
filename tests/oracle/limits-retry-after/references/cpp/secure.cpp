#include <algorithm>
#include <chrono>
#include <regex>
#include <string>
#include <thread>

bool wait_as_told(const std::string& header) {
    std::smatch match;
    if (!std::regex_match(header, match, std::regex("Retry-After: ([0-9]{1,9})"))) return false;
    std::this_thread::sleep_for(std::chrono::seconds(std::min(std::stoi(match[1]), 30)));
    return true;
}
