#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> order_state(const std::string& number) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/shop/states.db", &database);
    sqlite3_prepare_v2(database, "SELECT state FROM orders WHERE number = ?", -1, &query, nullptr);
    sqlite3_bind_text(query, 1, number.data(), static_cast<int>(number.size()), SQLITE_TRANSIENT);
    std::optional<std::string> state;
    if (sqlite3_step(query) == SQLITE_ROW) state = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(database);
    return state;
}
