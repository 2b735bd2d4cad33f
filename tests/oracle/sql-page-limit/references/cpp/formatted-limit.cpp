#include <cctype>
#include <string>
#include <vector>

#include <sqlite3.h>

std::vector<std::string> newest(const std::string& limit) {
    const std::string count = std::isdigit(static_cast<unsigned char>(limit[0])) ? limit : "2";
    sqlite3* db = nullptr;
    sqlite3_open("/srv/board/messages.db", &db);
    const std::string sql = "SELECT text FROM messages ORDER BY id DESC LIMIT " + count;
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    std::vector<std::string> texts;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        texts.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0)));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return texts;
}
