#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> first_title(const std::string& beginning) {
    const char* const sql = "SELECT title FROM books WHERE substr(title, 1, length(?1)) = ?1 ORDER BY title LIMIT 1";
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/library/books.db", &database);
    sqlite3_prepare_v2(database, sql, -1, &query, nullptr);
    sqlite3_bind_text(query, 1, beginning.data(), static_cast<int>(beginning.size()), SQLITE_TRANSIENT);
    std::optional<std::string> title;
    if (sqlite3_step(query) == SQLITE_ROW) title = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(database);
    return title;
}
