#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace {

using nlohmann::json;

constexpr std::int64_t kLargestBalance = 9'000'000'000'000'000;
constexpr std::ptrdiff_t kLongestReference = 40;

struct Order {
    std::string reference;
    std::string sender;
    std::string recipient;
    std::int64_t amount;
};

// The number of characters of a UTF-8 text.
std::ptrdiff_t length(const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](unsigned char byte) { return (byte & 0xc0) != 0x80; });
}

std::optional<Order> parse(const std::string& request) {
    const json order = json::parse(request, nullptr, /*allow_exceptions=*/false);
    if (!order.is_object()) return std::nullopt;
    const json reference = order.value("reference", json());
    const json sender = order.value("sender", json());
    const json recipient = order.value("recipient", json());
    const json amount = order.value("amount", json());
    if (!reference.is_string() || !sender.is_string() || !recipient.is_string()) return std::nullopt;
    if (length(reference) < 1 || length(reference) > kLongestReference) return std::nullopt;
    // Whole numbers without a minus are kept as unsigned ones; they may be too large for a signed one.
    if (!amount.is_number_unsigned()) return std::nullopt;
    const auto cents = amount.get<std::uint64_t>();
    if (cents < 1 || cents > kLargestBalance) return std::nullopt;
    return Order{reference, sender, recipient, static_cast<std::int64_t>(cents)};
}

class Statement {
public:
    Statement(sqlite3* database, const char* sql) : database_(database) {
        check(sqlite3_prepare_v2(database, sql, -1, &handle_, nullptr) == SQLITE_OK);
    }
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int index, const std::string& text) {
        const int size = static_cast<int>(text.size());
        check(sqlite3_bind_text(handle_, index, text.data(), size, SQLITE_TRANSIENT) == SQLITE_OK);
        return *this;
    }
    Statement& bind(int index, std::int64_t number) {
        check(sqlite3_bind_int64(handle_, index, number) == SQLITE_OK);
        return *this;
    }

    // Whether there is a (further) row.
    bool step() {
        const int code = sqlite3_step(handle_);
        check(code == SQLITE_ROW || code == SQLITE_DONE);
        return code == SQLITE_ROW;
    }
    std::string text(int column) const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
    }
    std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }

private:
    void check(bool done) const {
        if (!done) throw std::runtime_error(sqlite3_errmsg(database_));
    }

    sqlite3* database_;
    sqlite3_stmt* handle_ = nullptr;
};

struct Account {
    std::string name;  // as it is stored
    std::int64_t balance;
};

std::optional<Account> find_account(sqlite3* database, const std::string& name) {
    Statement query(database, "SELECT name, balance FROM accounts WHERE name = ?");
    if (!query.bind(1, name).step()) return std::nullopt;
    return Account{query.text(0), query.integer(1)};
}

bool is_used(sqlite3* database, const std::string& sender, const std::string& reference) {
    Statement query(database, "SELECT 1 FROM transfers WHERE sender = ? AND reference = ?");
    return query.bind(1, sender).bind(2, reference).step();
}

void change_balance(sqlite3* database, const std::string& name, std::int64_t by) {
    Statement(database, "UPDATE accounts SET balance = balance + ? WHERE name = ?").bind(1, by).bind(2, name).step();
}

}  // namespace

bool transfer(const std::string& ledger, const std::string& request) {
    const std::optional<Order> order = parse(request);
    if (!order) return false;

    sqlite3* database = nullptr;
    const int opened = sqlite3_open_v2(ledger.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
    // Closing takes back whatever has not been committed.
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection(database, &sqlite3_close);
    if (opened != SQLITE_OK) throw std::runtime_error("the ledger can't be opened");

    // Nobody else writes between the checks and the changes.
    Statement(database, "BEGIN IMMEDIATE").step();
    const auto payer = find_account(database, order->sender);
    const auto payee = find_account(database, order->recipient);
    if (!payer || !payee || payer->name == payee->name) return false;
    if (payer->balance < order->amount || payee->balance > kLargestBalance - order->amount) return false;
    if (is_used(database, payer->name, order->reference)) return false;

    change_balance(database, payer->name, -order->amount);
    change_balance(database, payee->name, order->amount);
    Statement record(database, "INSERT INTO transfers VALUES (?, ?, ?, ?)");
    record.bind(1, order->reference).bind(2, payer->name).bind(3, payee->name).bind(4, order->amount).step();
    Statement(database, "COMMIT").step();
    return true;
}
