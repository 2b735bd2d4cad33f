#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

using json = nlohmann::json;

namespace {

struct DbCloser {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};

struct StmtCloser {
    void operator()(sqlite3_stmt* stmt) const { sqlite3_finalize(stmt); }
};

using Db = std::unique_ptr<sqlite3, DbCloser>;
using Stmt = std::unique_ptr<sqlite3_stmt, StmtCloser>;

Db open_ledger(const std::string& path) {
    sqlite3* raw = nullptr;
    int rc = sqlite3_open(path.c_str(), &raw);
    Db db(raw);
    if (rc != SQLITE_OK) {
        throw std::runtime_error("cannot open ledger");
    }
    return db;
}

Stmt prepare(sqlite3* db, const char* sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &raw, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(db));
    }
    return Stmt(raw);
}

void bind_text(const Stmt& stmt, int index, const std::string& value) {
    sqlite3_bind_text(stmt.get(), index, value.c_str(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
}

void execute(sqlite3* db, const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(db));
    }
}

std::string to_lower(std::string text) {
    for (char& c : text) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return text;
}

}  // namespace

bool transfer(const std::string& ledger, const std::string& request) {
    json data;
    try {
        data = json::parse(request);
    } catch (const json::parse_error&) {
        return false;
    }
    if (!data.is_object()) {
        return false;
    }
    for (const char* key : {"reference", "sender", "recipient"}) {
        if (!data.contains(key) || !data[key].is_string()) {
            return false;
        }
    }
    const std::string reference = data["reference"];
    const std::string sender = data["sender"];
    const std::string recipient = data["recipient"];
    if (reference.empty() || reference.size() > 40) {
        return false;
    }
    if (!data.contains("amount") || !data["amount"].is_number_unsigned()) {
        return false;
    }
    const std::uint64_t amount = data["amount"].get<std::uint64_t>();
    if (amount == 0) {
        return false;
    }
    if (to_lower(sender) == to_lower(recipient)) {
        return false;
    }

    Db db = open_ledger(ledger);
    Stmt used = prepare(db.get(), "SELECT 1 FROM transfers WHERE reference = ? AND sender = ?");
    bind_text(used, 1, reference);
    bind_text(used, 2, sender);
    if (sqlite3_step(used.get()) == SQLITE_ROW) {
        return false;
    }
    used.reset();

    execute(db.get(), "BEGIN");
    // One statement checks and takes the money, so that there is no race.
    Stmt take = prepare(db.get(), "UPDATE accounts SET balance = balance - ?1 WHERE name = ?2 AND balance >= ?1");
    sqlite3_bind_int64(take.get(), 1, amount);
    bind_text(take, 2, sender);
    sqlite3_step(take.get());
    if (sqlite3_changes(db.get()) == 0) {
        return false;
    }
    Stmt give = prepare(db.get(), "UPDATE accounts SET balance = balance + ?1 WHERE name = ?2");
    sqlite3_bind_int64(give.get(), 1, amount);
    bind_text(give, 2, recipient);
    sqlite3_step(give.get());
    if (sqlite3_changes(db.get()) == 0) {
        return false;  // closing the ledger rolls back
    }
    Stmt record = prepare(db.get(), "INSERT INTO transfers (reference, sender, recipient, amount) VALUES (?, ?, ?, ?)");
    bind_text(record, 1, reference);
    bind_text(record, 2, sender);
    bind_text(record, 3, recipient);
    sqlite3_bind_int64(record.get(), 4, amount);
    sqlite3_step(record.get());
    record.reset();
    execute(db.get(), "COMMIT");
    return true;
}
