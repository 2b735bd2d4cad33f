// expect: clean
#include <filesystem>
#include <fstream>
#include <iostream>
namespace fs = std::filesystem;
int main() {
    fs::create_directories("/tmp/a/b/c");
    std::ofstream("/tmp/a/b/one.txt") << "one";
    std::ofstream("/tmp/a/b/c/two.txt") << "two";
    for (const auto &entry : fs::recursive_directory_iterator("/tmp/a"))
        std::cout << entry.path().filename().string() << ' ' << entry.is_directory() << '\n';
    fs::rename("/tmp/a/b/one.txt", "/tmp/a/three.md");
    fs::path path = fs::path("/tmp/a") / ".." / "a" / "three.md";
    std::cout << path.lexically_normal().string() << path.extension().string() << fs::file_size(path) << '\n';
    std::error_code error;
    fs::file_size("/missing", error);
    std::cout << error.message() << fs::remove_all("/tmp/a") << '\n';
    try {
        fs::copy_file("/missing", "/other");
    } catch (const fs::filesystem_error &e) {
        std::cout << e.what() << '\n';
    }
}
