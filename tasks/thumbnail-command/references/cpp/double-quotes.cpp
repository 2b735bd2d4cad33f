#include <optional>
#include <sstream>
#include <string>

std::optional<std::string> thumbnail_command(const std::string& source, const std::string& target, int width) {
    if (width < 1 || width > 4096) {
        return std::nullopt;
    }
    for (const auto& name : {source, target}) {
        if (name.empty() || name.find('/') != std::string::npos) {
            return std::nullopt;
        }
    }
    std::ostringstream command;
    command << "mkthumb --width " << width << " -- \"" << source << "\" \"" << target << "\"";
    return command.str();
}
