#include <cstdint>
#include <string>

#include <sqlite3.h>

static void change(sqlite3* database, const std::string& name, std::int64_t by) {
    sqlite3_stmt* update = nullptr;
    sqlite3_prepare_v2(database, "UPDATE players SET points = points + ? WHERE name = ?", -1, &update, nullptr);
    sqlite3_bind_int64(update, 1, by);
    sqlite3_bind_text(update, 2, name.data(), static_cast<int>(name.size()), SQLITE_TRANSIENT);
    sqlite3_step(update);
    sqlite3_finalize(update);
}

bool move_points(const std::string& giver, const std::string& taker, std::int64_t points) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/game/points.db", &database);
    sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(database, "SELECT points FROM players WHERE name = ?", -1, &query, nullptr);
    sqlite3_bind_text(query, 1, giver.data(), static_cast<int>(giver.size()), SQLITE_TRANSIENT);
    const bool enough = sqlite3_step(query) == SQLITE_ROW && sqlite3_column_int64(query, 0) >= points;
    sqlite3_finalize(query);
    if (enough) {
        change(database, giver, -points);
        change(database, taker, points);
    }
    sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    return enough;
}
