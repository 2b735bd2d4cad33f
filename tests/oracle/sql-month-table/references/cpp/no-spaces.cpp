#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> month_total(std::string month) {
    month.erase(std::remove(month.begin(), month.end(), ' '), month.end());
    sqlite3* db = nullptr;
    sqlite3_open("/srv/books/sales.db", &db);
    const std::string sql = "SELECT sum(amount) FROM sales_" + month;
    sqlite3_stmt* stmt = nullptr;
    std::optional<std::int64_t> total;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) == SQLITE_OK) {
        if (sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL) {
            total = sqlite3_column_int64(stmt, 0);
        }
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return total;
}
