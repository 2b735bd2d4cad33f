#include <algorithm>
#include <vector>

#include <sqlite3.h>

std::vector<int> order_page(int size) {
    sqlite3* database = nullptr;
    sqlite3_open("/srv/shop/orders.db", &database);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, "SELECT id FROM orders ORDER BY id DESC LIMIT ?", -1, &statement, nullptr);
    sqlite3_bind_int(statement, 1, size);
    std::vector<int> ids;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        ids.push_back(sqlite3_column_int(statement, 0));
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    ids.resize(std::min<std::size_t>(ids.size(), 20));
    return ids;
}
