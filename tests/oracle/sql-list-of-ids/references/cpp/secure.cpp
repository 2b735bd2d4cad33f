#include <string>
#include <vector>

#include <sqlite3.h>

std::vector<std::string> article_names(const std::vector<std::string>& ids) {
    std::string marks = "?";
    for (std::size_t i = 1; i < ids.size(); ++i) marks += ", ?";
    const std::string sql = "SELECT name FROM articles WHERE id IN (" + marks + ") ORDER BY name";
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/shop/articles.db", &database);
    sqlite3_prepare_v2(database, sql.c_str(), -1, &query, nullptr);
    int number = 0;
    for (const std::string& id : ids) {
        sqlite3_bind_text(query, ++number, id.data(), static_cast<int>(id.size()), SQLITE_TRANSIENT);
    }
    std::vector<std::string> names;
    while (sqlite3_step(query) == SQLITE_ROW) {
        names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(query, 0)));
    }
    sqlite3_finalize(query);
    sqlite3_close(database);
    return names;
}
