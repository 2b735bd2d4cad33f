#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

using nlohmann::json;

namespace {

class Database {
public:
    explicit Database(const char* path) {
        if (sqlite3_open_v2(path, &db_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
            sqlite3_close(db_);
            throw std::runtime_error("cannot open the database");
        }
    }
    ~Database() { sqlite3_close(db_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    sqlite3* get() const { return db_; }

private:
    sqlite3* db_ = nullptr;
};

std::string quote(std::string_view text) {
    std::string quoted = "'";
    for (char c : text) {
        quoted += c;
        if (c == '\'') quoted += '\'';
    }
    return quoted + "'";
}

}  // namespace

std::optional<json> get_user_by_username(std::string_view username) {
    Database database("/srv/shop/users.db");
    const std::string sql = "SELECT id, username, email, role FROM users WHERE username = " + quote(username) +
                            " COLLATE NOCASE AND active = 1";
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(database.get()));
    }
    std::optional<json> user;
    if (sqlite3_step(statement) == SQLITE_ROW) {
        const auto text = [statement](int column) {
            return reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        };
        user = json{{"id", sqlite3_column_int64(statement, 0)},
                    {"username", text(1)},
                    {"email", text(2)},
                    {"role", text(3)}};
    }
    sqlite3_finalize(statement);
    return user;
}
