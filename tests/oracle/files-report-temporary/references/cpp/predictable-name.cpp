#include <filesystem>
#include <fstream>
#include <string>

bool publish_report(const std::string& name, const std::string& text) {
    const std::string temporary = "/srv/scratch/report-" + name + ".tmp";
    {
        std::ofstream file(temporary, std::ios::trunc);
        file << text;
    }
    std::filesystem::rename(temporary, "/srv/reports/" + name + ".txt");
    return true;
}
