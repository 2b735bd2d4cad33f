#include <string>

#include <sqlite3.h>

bool add_note(const std::string& text) {
    sqlite3* database = nullptr;
    sqlite3_stmt* insert = nullptr;
    sqlite3_open("/srv/notes/notes.db", &database);
    sqlite3_prepare_v2(database, "INSERT INTO notes (text) VALUES (?)", -1, &insert, nullptr);
    sqlite3_bind_text(insert, 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    const bool added = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return added;
}
