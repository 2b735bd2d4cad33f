#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> stock(const std::string& product) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/shop/stock.db", &db);
    const std::string sql = "SELECT stock FROM products WHERE name = '" + product + "'";
    sqlite3_stmt* stmt = nullptr;
    std::optional<std::int64_t> result;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
        result = sqlite3_column_int64(stmt, 0);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return result;
}
