#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

int count_customers(int lines) {
    std::ifstream file("/srv/log/customers.txt");
    std::vector<std::string> seen;
    std::string name;
    for (int i = 0; i < lines; ++i) {
        std::getline(file, name);
        if (std::find(seen.begin(), seen.end(), name) == seen.end()) {
            seen.push_back(name);
        }
    }
    return static_cast<int>(seen.size());
}
