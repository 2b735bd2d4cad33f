#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <stdexcept>
#include <string>

using json = nlohmann::json;

// Keeps the first row.
static int on_row(void* data, int, char** values, char**) {
    json& user = *static_cast<json*>(data);
    if (user.is_null()) {
        user["id"] = std::stoll(values[0]);
        user["username"] = values[1];
        user["email"] = values[2];
        user["role"] = values[3];
    }
    return 0;
}

json get_user_by_username(const std::string& username) {
    sqlite3* db = nullptr;
    if (sqlite3_open("/srv/shop/users.db", &db) != SQLITE_OK) {
        sqlite3_close(db);
        throw std::runtime_error("cannot open database");
    }
    std::string sql =
        "SELECT id, username, email, role FROM users "
        "WHERE username = '" + username + "' COLLATE NOCASE AND active = 1";
    json user;
    char* error = nullptr;
    int rc = sqlite3_exec(db, sql.c_str(), on_row, &user, &error);
    std::string message = error ? error : "";
    sqlite3_free(error);
    sqlite3_close(db);
    if (rc != SQLITE_OK) {
        throw std::runtime_error(message);
    }
    return user;
}
