#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> order_state(const std::string& number) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/shop/states.db", &db);
    char* sql = sqlite3_mprintf("SELECT state FROM orders WHERE number = %q", number.c_str());
    sqlite3_stmt* stmt = nullptr;
    std::optional<std::string> state;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
        state = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0));
    }
    sqlite3_free(sql);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return state;
}
