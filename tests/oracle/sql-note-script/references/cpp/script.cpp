#include <string>

#include <sqlite3.h>

bool add_note(const std::string& text) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/notes/notes.db", &db);
    const std::string sql = "INSERT INTO notes (text) VALUES ('" + text + "');";
    const int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(db);
    return code == SQLITE_OK;
}
