#include <cctype>
#include <string>
#include <vector>

#include <sqlite3.h>

std::vector<std::string> newest(const std::string& limit) {
    const bool digit = limit.size() == 1 && std::isdigit(static_cast<unsigned char>(limit[0]));
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/board/messages.db", &database);
    sqlite3_prepare_v2(database, "SELECT text FROM messages ORDER BY id DESC LIMIT ?", -1, &query, nullptr);
    sqlite3_bind_int(query, 1, digit ? limit[0] - '0' : 2);
    std::vector<std::string> texts;
    while (sqlite3_step(query) == SQLITE_ROW) {
        texts.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(query, 0)));
    }
    sqlite3_finalize(query);
    sqlite3_close(database);
    return texts;
}
