#include <optional>
#include <string>
#include <vector>

#include <sqlite3.h>

std::optional<std::string> first_title(const std::string& beginning) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/library/books.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT title FROM books WHERE title LIKE ? ORDER BY title", -1, &stmt, nullptr);
    const std::string pattern = beginning + "%";
    sqlite3_bind_text(stmt, 1, pattern.c_str(), -1, SQLITE_TRANSIENT);
    std::vector<std::string> titles;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        titles.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0)));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    for (const auto& title : titles) {
        if (title.compare(0, beginning.size(), beginning) == 0) {
            return title;
        }
    }
    return std::nullopt;
}
