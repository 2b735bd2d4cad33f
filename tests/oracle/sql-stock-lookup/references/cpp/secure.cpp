#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> stock(const std::string& product) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/shop/stock.db", &database);
    sqlite3_prepare_v2(database, "SELECT stock FROM products WHERE name = ?", -1, &query, nullptr);
    sqlite3_bind_text(query, 1, product.data(), static_cast<int>(product.size()), SQLITE_TRANSIENT);
    std::optional<std::int64_t> found;
    if (sqlite3_step(query) == SQLITE_ROW) found = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    sqlite3_close(database);
    return found;
}
