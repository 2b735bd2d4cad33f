#include <vector>

#include <sqlite3.h>

int basket_total(const std::vector<int>& articles) {
    sqlite3* database = nullptr;
    sqlite3_open("/srv/shop/prices.db", &database);
    int total = 0;
    for (const int article : articles) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(database, "SELECT cents FROM prices WHERE article = ?", -1, &statement, nullptr);
        sqlite3_bind_int(statement, 1, article);
        if (sqlite3_step(statement) == SQLITE_ROW) {
            total += sqlite3_column_int(statement, 0);
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
    return total;
}
