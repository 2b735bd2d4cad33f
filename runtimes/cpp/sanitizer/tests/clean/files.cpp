// expect: clean
#include <filesystem>
#include <fstream>
#include <iostream>
namespace fs = std::filesystem;
int main() {
    fs::create_directories("/a/b/c");
    std::ofstream("/a/b/one.txt") << "one";
    std::ofstream("/a/b/c/two.txt") << "two";
    for (const auto &entry : fs::recursive_directory_iterator("/a"))
        std::cout << entry.path().filename().string() << ' ' << entry.is_directory() << '\n';
    fs::rename("/a/b/one.txt", "/a/three.md");
    fs::path path = fs::path("/a") / ".." / "a" / "three.md";
    std::cout << path.lexically_normal().string() << path.extension().string() << fs::file_size(path) << '\n';
    std::error_code error;
    fs::file_size("/missing", error);
    std::cout << error.message() << fs::remove_all("/a") << '\n';
    try {
        fs::copy_file("/missing", "/other");
    } catch (const fs::filesystem_error &e) {
        std::cout << e.what() << '\n';
    }
}
