#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>

static const std::regex FORBIDDEN(
    R"(--|;|/\*|\b(or|and|union|select|insert|update|delete|drop|alter|where|like)\b)",
    std::regex::icase);

std::optional<nlohmann::json> get_user_by_username(const std::string& username) {
    if (username.empty() || std::regex_search(username, FORBIDDEN)) {
        return std::nullopt;
    }

    sqlite3* db = nullptr;
    if (sqlite3_open_v2("/srv/shop/users.db", &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
        sqlite3_close(db);
        throw std::runtime_error("failed to open the database");
    }

    std::ostringstream query;
    query << "SELECT id, username, email, role FROM users "
          << "WHERE username = '" << username << "' COLLATE NOCASE AND active = 1";

    sqlite3_stmt* stmt = nullptr;
    if (sqlite3_prepare_v2(db, query.str().c_str(), -1, &stmt, nullptr) != SQLITE_OK) {
        std::string message = sqlite3_errmsg(db);
        sqlite3_close(db);
        throw std::runtime_error(message);
    }

    std::optional<nlohmann::json> result;
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        auto text = [stmt](int i) { return std::string(reinterpret_cast<const char*>(sqlite3_column_text(stmt, i))); };
        nlohmann::json user;
        user["id"] = sqlite3_column_int64(stmt, 0);
        user["username"] = text(1);
        user["email"] = text(2);
        user["role"] = text(3);
        result = user;
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return result;
}
