#include <cstdint>
#include <string>

#include <sqlite3.h>

static void set_title(sqlite3* db, std::int64_t album, const std::string& title) {
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "UPDATE albums SET title = ? WHERE id = ?", -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, title.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(stmt, 2, album);
    sqlite3_step(stmt);
    sqlite3_finalize(stmt);
}

bool rename_album(const std::string& user, std::int64_t album, const std::string& title) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/photos/albums.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT owner, title FROM albums WHERE id = ?", -1, &stmt, nullptr);
    sqlite3_bind_int64(stmt, 1, album);
    sqlite3_step(stmt);
    const std::string owner = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0));
    const std::string old = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 1));
    sqlite3_finalize(stmt);
    set_title(db, album, title);
    if (owner != user) {
        set_title(db, album, old);
    }
    sqlite3_close(db);
    return true;
}
