#include <cstdint>
#include <string>

#include <sqlite3.h>

bool rename_album(const std::string& user, std::int64_t album, const std::string& title) {
    sqlite3* database = nullptr;
    sqlite3_stmt* update = nullptr;
    sqlite3_open("/srv/photos/albums.db", &database);
    sqlite3_prepare_v2(database, "UPDATE albums SET title = ? WHERE id = ? AND owner = ?", -1, &update, nullptr);
    sqlite3_bind_text(update, 1, title.data(), static_cast<int>(title.size()), SQLITE_TRANSIENT);
    sqlite3_bind_int64(update, 2, album);
    sqlite3_bind_text(update, 3, user.data(), static_cast<int>(user.size()), SQLITE_TRANSIENT);
    const bool done = sqlite3_step(update) == SQLITE_DONE;
    sqlite3_finalize(update);
    sqlite3_close(database);
    return done;
}
