#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <optional>
#include <string>

namespace {

const char* const DATABASE = "/srv/shop/users.db";

std::string escape(const std::string& text) {
    std::string out;
    for (char c : text) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string column_text(sqlite3_stmt* stmt, int column) {
    return reinterpret_cast<const char*>(sqlite3_column_text(stmt, column));
}

}  // namespace

std::optional<nlohmann::json> get_user_by_username(const std::string& username) {
    sqlite3* db = nullptr;
    if (sqlite3_open(DATABASE, &db) != SQLITE_OK) {
        sqlite3_close(db);
        return std::nullopt;
    }
    const std::string sql = "SELECT id, username, email, role FROM users WHERE lower(username) = lower('" +
                            escape(username) + "') AND active = 1";
    std::optional<nlohmann::json> user;
    sqlite3_stmt* stmt = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
        user = nlohmann::json{{"id", sqlite3_column_int(stmt, 0)},
                              {"username", column_text(stmt, 1)},
                              {"email", column_text(stmt, 2)},
                              {"role", column_text(stmt, 3)}};
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return user;
}
