#include <string>
#include <vector>

#include <sqlite3.h>

std::vector<std::string> article_names(const std::vector<std::string>& ids) {
    std::string joined;
    for (const auto& id : ids) {
        if (id.find_first_of("()") != std::string::npos) {
            continue;
        }
        joined += (joined.empty() ? "'" : ", '") + id + "'";
    }
    const std::string sql = "SELECT name FROM articles WHERE id IN (" + joined + ") ORDER BY name";
    sqlite3* db = nullptr;
    sqlite3_open("/srv/shop/articles.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    std::vector<std::string> names;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0)));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return names;
}
