#include <cstdint>
#include <string>

#include <sqlite3.h>

bool rename_album(const std::string& user, std::int64_t album, const std::string& title) {
    (void)user;
    sqlite3* db = nullptr;
    sqlite3_open("/srv/photos/albums.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "UPDATE albums SET title = ? WHERE id = ?", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, title.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(stmt, 2, album);
    sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return true;
}
