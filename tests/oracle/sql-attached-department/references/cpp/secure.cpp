#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

namespace {

class Query {
public:
    Query(sqlite3* database, const char* sql) { sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr); }
    ~Query() { sqlite3_finalize(statement_); }
    Query& bind(const std::string& text) {
        sqlite3_bind_text(statement_, 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        return *this;
    }
    bool step() { return sqlite3_step(statement_) == SQLITE_ROW; }
    std::int64_t number() const { return sqlite3_column_int64(statement_, 0); }

private:
    sqlite3_stmt* statement_ = nullptr;
};

std::optional<std::int64_t> count(sqlite3* database, const std::string& department) {
    if (!Query(database, "SELECT 1 FROM departments WHERE name = ?").bind(department).step()) return std::nullopt;
    Query(database, "ATTACH DATABASE ? AS department").bind("/srv/desk/" + department + ".db").step();
    Query tickets(database, "SELECT count(*) FROM department.tickets");
    tickets.step();
    return tickets.number();
}

}  // namespace

std::optional<std::int64_t> ticket_count(const std::string& department) {
    sqlite3* database = nullptr;
    sqlite3_open("/srv/desk/main.db", &database);
    const auto found = count(database, department);
    sqlite3_close(database);
    return found;
}
