#include <map>
#include <vector>

#include <sqlite3.h>

static std::map<int, int> read_prices() {
    sqlite3* database = nullptr;
    sqlite3_open("/srv/shop/prices.db", &database);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, "SELECT article, cents FROM prices", -1, &statement, nullptr);
    std::map<int, int> prices;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        prices[sqlite3_column_int(statement, 0)] = sqlite3_column_int(statement, 1);
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return prices;
}

int basket_total(const std::vector<int>& articles) {
    std::map<int, int> prices = read_prices();
    int total = 0;
    for (const int article : articles) {
        total += prices[article];
    }
    return total;
}
