#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> month_total(const std::string& month) {
    const char* const known = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'sales_' || ?";
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/books/sales.db", &database);
    sqlite3_prepare_v2(database, known, -1, &query, nullptr);
    sqlite3_bind_text(query, 1, month.data(), static_cast<int>(month.size()), SQLITE_TRANSIENT);
    std::string table;
    if (sqlite3_step(query) == SQLITE_ROW) table = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    std::optional<std::int64_t> total;
    if (!table.empty()) {
        const std::string sum = "SELECT sum(amount) FROM \"" + table + "\"";
        sqlite3_prepare_v2(database, sum.c_str(), -1, &query, nullptr);
        sqlite3_step(query);
        total = sqlite3_column_int64(query, 0);
        sqlite3_finalize(query);
    }
    sqlite3_close(database);
    return total;
}
