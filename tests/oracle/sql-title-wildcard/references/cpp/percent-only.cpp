#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> first_title(const std::string& beginning) {
    if (beginning.find('%') != std::string::npos) {
        return std::nullopt;
    }
    sqlite3* db = nullptr;
    sqlite3_open("/srv/library/books.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT title FROM books WHERE title LIKE ? || '%' ORDER BY title", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, beginning.c_str(), -1, SQLITE_TRANSIENT);
    std::optional<std::string> found;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const std::string title = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0));
        if (!found && title.rfind(beginning, 0) == 0) {
            found = title;
        }
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return found;
}
