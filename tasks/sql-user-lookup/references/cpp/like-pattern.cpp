#include <sqlite3.h>

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

using Value = std::variant<long long, std::string>;
using User = std::map<std::string, Value>;

static std::string column_text(sqlite3_stmt* stmt, int column) {
    const unsigned char* text = sqlite3_column_text(stmt, column);
    return text ? reinterpret_cast<const char*>(text) : "";
}

std::optional<User> get_user_by_username(const std::string& username) {
    sqlite3* db = nullptr;
    if (sqlite3_open_v2("/srv/shop/users.db", &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
        sqlite3_close(db);
        throw std::runtime_error("cannot open database");
    }

    // LIKE ignores the case of ASCII letters.
    const char* sql = "SELECT id, username, email, role FROM users WHERE username LIKE ? AND active = 1";
    sqlite3_stmt* stmt = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK) {
        sqlite3_close(db);
        throw std::runtime_error("cannot prepare statement");
    }
    sqlite3_bind_text(stmt, 1, username.c_str(), -1, SQLITE_TRANSIENT);

    std::optional<User> user;
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        user = User{{"id", static_cast<long long>(sqlite3_column_int64(stmt, 0))},
                    {"username", column_text(stmt, 1)},
                    {"email", column_text(stmt, 2)},
                    {"role", column_text(stmt, 3)}};
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return user;
}
