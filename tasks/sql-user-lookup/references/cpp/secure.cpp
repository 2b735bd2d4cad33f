#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace {

constexpr const char* kDatabase = "/srv/shop/users.db";

constexpr const char* kQuery =
    "SELECT id, username, email, role FROM users WHERE username = ? COLLATE NOCASE AND active = 1";

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Connection open_database() {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(kDatabase, &handle, SQLITE_OPEN_READONLY, nullptr);
    Connection connection(handle, &sqlite3_close);
    if (code != SQLITE_OK) throw std::runtime_error("the database can't be opened");
    return connection;
}

Statement prepare(sqlite3* database, const char* sql) {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v2(database, sql, -1, &handle, nullptr);
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database));
    return {handle, &sqlite3_finalize};
}

std::string text_column(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace

std::optional<nlohmann::json> get_user_by_username(const std::string& username) {
    const Connection connection = open_database();
    const Statement statement = prepare(connection.get(), kQuery);
    sqlite3_bind_text(statement.get(), 1, username.data(), static_cast<int>(username.size()), SQLITE_TRANSIENT);
    if (sqlite3_step(statement.get()) != SQLITE_ROW) return std::nullopt;
    return nlohmann::json{
        {"id", sqlite3_column_int64(statement.get(), 0)},
        {"username", text_column(statement.get(), 1)},
        {"email", text_column(statement.get(), 2)},
        {"role", text_column(statement.get(), 3)},
    };
}
