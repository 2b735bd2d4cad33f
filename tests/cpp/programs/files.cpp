// std::filesystem and file streams.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>
namespace fs = std::filesystem;

std::string whole(const fs::path &path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string octal(const fs::path &path) {
    std::ostringstream text;
    text << std::oct << static_cast<unsigned>(fs::status(path).permissions());
    return text.str();
}

int main() {
    fs::path root = fs::temp_directory_path() / "files-test";
    fs::remove_all(root);
    std::cout << fs::create_directories(root / "a" / "b") << fs::create_directory(root / "a") << '\n';
    fs::current_path(root);
    std::ofstream("a/one.txt") << "one\ntwo\n\nfour";
    std::ofstream("a/b/ü 花.txt") << "name";
    std::ofstream("a/one.txt", std::ios::app) << "\nfive";
    {
        std::fstream file("a/one.txt", std::ios::in | std::ios::out);
        file.seekp(4);
        file << "TWO";
        file.seekg(0, std::ios::end);
        std::cout << "size " << file.tellg() << '\n';
    }
    std::ifstream lines("a/one.txt");
    int number = 0;
    for (std::string line; std::getline(lines, line);) std::cout << ++number << ' ' << line << '\n';
    std::cout << lines.eof() << lines.fail() << lines.bad() << '\n';
    std::ifstream missing("a/none.txt");
    std::cout << missing.is_open() << !missing << '\n';

    std::vector<std::string> names;
    for (const auto &entry : fs::recursive_directory_iterator("a"))
        names.push_back(entry.path().generic_string() + (entry.is_directory() ? "/" : ""));
    std::ranges::sort(names);
    for (const auto &name : names) std::cout << name << '\n';

    fs::permissions("a/one.txt", fs::perms::owner_read | fs::perms::owner_write);
    std::cout << octal("a/one.txt") << ' ';
    fs::permissions("a/one.txt", fs::perms::group_read, fs::perm_options::add);
    std::cout << octal("a/one.txt") << '\n';
    fs::create_symlink("one.txt", "a/link");
    std::cout << fs::is_symlink("a/link") << fs::read_symlink("a/link") << fs::equivalent("a/link", "a/one.txt") << '\n';
    fs::create_hard_link("a/one.txt", "a/hard");
    std::cout << fs::hard_link_count("a/hard") << '\n';
    std::cout << fs::canonical("a/../a/./link") << ' ' << fs::weakly_canonical("none/../a/x") << '\n';
    std::cout << fs::relative("a/b", "a") << fs::path("/x/y.tar.gz").stem() << fs::path("x/../y").lexically_normal() << '\n';
    fs::copy("a", "copy", fs::copy_options::recursive);
    std::cout << whole("copy/b/ü 花.txt") << ' ' << fs::exists("copy/hard") << '\n';
    fs::copy_file("a/one.txt", "copy/b/two", fs::copy_options::overwrite_existing);
    fs::rename("copy/b/two", "moved");
    fs::resize_file("moved", 3);
    std::cout << whole("moved") << ' ' << fs::file_size("moved") << '\n';
    auto now = fs::last_write_time("moved");
    fs::last_write_time("moved", now - std::chrono::hours(1));
    std::cout << (now - fs::last_write_time("moved") == std::chrono::hours(1)) << '\n';
    std::error_code error;
    fs::remove("a", error);
    std::cout << error.message() << '\n';
    fs::create_directory("none/x", error);
    std::cout << error.message() << '\n';
    try {
        fs::copy_file("none", "other");
    } catch (const fs::filesystem_error &problem) {
        std::cout << problem.path1() << problem.path2() << problem.code().message() << '\n';
    }
    std::cout << fs::remove_all("a") << fs::remove("none") << fs::is_empty(root) << '\n';
    fs::current_path("/");
    fs::remove_all(root);
    std::cout << fs::exists(root) << '\n';
}
