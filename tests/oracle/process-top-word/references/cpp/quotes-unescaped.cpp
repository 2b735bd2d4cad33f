#include <cstdio>
#include <string>
#include <sstream>

static std::string output_of(const std::string& line) {
    FILE* stream = popen(line.c_str(), "r");
    std::string output;
    char block[256];
    for (size_t got; (got = fread(block, 1, sizeof block, stream)) > 0;) output.append(block, got);
    pclose(stream);
    return output;
}

std::string top_word(const std::string& name) {
    std::istringstream line(output_of("sort -- '" + name + "' | uniq -c | sort -rn | head -n 1"));
    std::string count, word;
    line >> count >> word;
    return word;
}
