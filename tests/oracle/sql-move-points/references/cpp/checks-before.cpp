#include <cstdint>
#include <string>

#include <sqlite3.h>

static std::int64_t points_of(sqlite3* db, const std::string& name) {
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT points FROM players WHERE name = ?", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(stmt);
    const std::int64_t points = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return points;
}

static void set_points(sqlite3* db, const char* sql, std::int64_t points, const std::string& name) {
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_int64(stmt, 1, points);
    sqlite3_bind_text(stmt, 2, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(stmt);
    sqlite3_finalize(stmt);
}

bool move_points(const std::string& giver, const std::string& taker, std::int64_t points) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/game/points.db", &db);
    const std::int64_t left = points_of(db, giver);
    const bool enough = left >= points;
    if (enough) {
        sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
        set_points(db, "UPDATE players SET points = ? WHERE name = ?", left - points, giver);
        set_points(db, "UPDATE players SET points = points + ? WHERE name = ?", points, taker);
        sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
    sqlite3_close(db);
    return enough;
}
