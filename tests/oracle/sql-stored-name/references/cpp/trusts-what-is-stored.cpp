#include <cstdint>
#include <string>

#include <sqlite3.h>

std::int64_t order_count(std::int64_t customer) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/shop/orders.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT name FROM customers WHERE id = ?", -1, &stmt, nullptr);
    sqlite3_bind_int64(stmt, 1, customer);
    sqlite3_step(stmt);
    const std::string name = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    const std::string sql = "SELECT count(*) FROM orders WHERE customer = '" + name + "'";
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    sqlite3_step(stmt);
    const std::int64_t count = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return count;
}
