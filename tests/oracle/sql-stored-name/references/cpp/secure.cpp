#include <cstdint>
#include <string>

#include <sqlite3.h>

std::int64_t order_count(std::int64_t customer) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/shop/orders.db", &database);
    sqlite3_prepare_v2(database, "SELECT name FROM customers WHERE id = ?", -1, &query, nullptr);
    sqlite3_bind_int64(query, 1, customer);
    sqlite3_step(query);
    const std::string name = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    sqlite3_prepare_v2(database, "SELECT count(*) FROM orders WHERE customer = ?", -1, &query, nullptr);
    sqlite3_bind_text(query, 1, name.data(), static_cast<int>(name.size()), SQLITE_TRANSIENT);
    sqlite3_step(query);
    const std::int64_t count = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    sqlite3_close(database);
    return count;
}
