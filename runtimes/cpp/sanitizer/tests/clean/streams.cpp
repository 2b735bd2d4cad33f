// expect: clean
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
int main() {
    std::ostringstream out;
    out << std::setw(10) << std::setfill('.') << 42 << std::hex << 255 << ' ' << std::fixed << std::setprecision(3) << 2.5;
    std::istringstream in("1 2.5 word rest of the line");
    int number;
    double real;
    std::string word, rest;
    in >> number >> real >> word;
    std::getline(in, rest);
    {
        std::ofstream file("/tmp/file.txt");
        for (int i = 0; i < 1000; i++) file << "line " << i << '\n';
    }
    std::ifstream file("/tmp/file.txt");
    int lines = 0;
    for (std::string line; std::getline(file, line);) lines++;
    file.clear();
    file.seekg(5);
    char bytes[16];
    file.read(bytes, sizeof bytes);
    std::cout << out.str() << number << real << word << rest << lines << file.gcount() << std::endl;
    std::cerr << "done\n";
}
