#include <cstdint>
#include <string>

#include <sqlite3.h>

static void change(sqlite3* db, const std::string& name, std::int64_t by) {
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "UPDATE players SET points = points + ? WHERE name = ?", -1, &stmt, nullptr);
    sqlite3_bind_int64(stmt, 1, by);
    sqlite3_bind_text(stmt, 2, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(stmt);
    sqlite3_finalize(stmt);
}

bool move_points(const std::string& giver, const std::string& taker, std::int64_t points) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/game/points.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT points FROM players WHERE name = ?", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, giver.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(stmt);
    const std::int64_t left = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    const bool enough = left >= points;
    if (enough) {
        change(db, giver, -points);
        change(db, taker, points);
    }
    sqlite3_close(db);
    return enough;
}
