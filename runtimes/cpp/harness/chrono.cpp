#include "chrono.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace dualgauge {

namespace {

constexpr Integer second = 1000000000;

/// `YYYY-MM-DD`, and if `rest` isn't asked for, nothing after it.
bool read_date(const std::string &text, std::chrono::year_month_day &date, const char *&rest) {
    int year = 0, month = 0, day = 0, length = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3)
        return false;
    date = std::chrono::year(year) / month / day;
    rest = text.c_str() + length;
    return date.ok();
}

std::string date_text(std::chrono::year_month_day date) {
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    return text;
}

bool is_form(const Value &value, const char *form) { return value.kind == Kind::scalar && std::string_view(value.form) == form; }

} // namespace

Fit decode_duration(const Value &value, double unit, double &nanoseconds) {
    if (is_form(value, "timedelta")) {
        nanoseconds = std::round(std::strtod(value.text.c_str(), nullptr) * 1e9);
        return exact;
    }
    double count = 0;
    const Fit fit = decode_real(value, count);
    nanoseconds = count * unit;
    return worse(fit, close);
}

void encode_duration(double nanoseconds, Writer &out) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, nanoseconds / 1e9).ptr;
    out.scalar("timedelta", {text, static_cast<size_t>(end - text)});
}

Fit decode_instant(const Value &value, Integer &nanoseconds) {
    double seconds = 0;
    if (const Fit fit = decode_real(value, seconds); fit && value.kind != Kind::scalar) {
        nanoseconds = value.kind == Kind::integer ? value.integer * second : static_cast<Integer>(seconds * 1e9);
        return stretched;
    }
    std::chrono::year_month_day date;
    const char *rest = nullptr;
    if (!(is_form(value, "datetime") || is_form(value, "date") || value.is_text()) || !read_date(value.text, date, rest))
        return unfit;
    nanoseconds = static_cast<Integer>(std::chrono::sys_days(date).time_since_epoch().count()) * 86400 * second;
    int hours = 0, minutes = 0;
    double rest_seconds = 0;
    if (*rest && (*rest == 'T' || *rest == ' ') && std::sscanf(rest + 1, "%2d:%2d:%lf", &hours, &minutes, &rest_seconds) < 2)
        return unfit;
    nanoseconds += (hours * 60 + minutes) * 60 * second + static_cast<Integer>(std::llround(rest_seconds * 1e9));
    return value.is_text() ? stretched : exact;
}

void encode_instant(Integer nanoseconds, Writer &out) {
    constexpr Integer day = 86400 * second;
    Integer days = nanoseconds / day, rest = nanoseconds % day;
    if (rest < 0) {
        rest += day;
        --days;
    }
    const std::chrono::sys_days point{std::chrono::days(static_cast<int>(days))};
    const auto seconds = static_cast<long long>(rest / second), fraction = static_cast<long long>(rest % second) / 1000;
    char text[40];
    std::snprintf(text, sizeof text, "T%02lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
    std::string whole = date_text(point) + text;
    if (fraction) {
        std::snprintf(text, sizeof text, ".%06lld", fraction);
        whole += text;
    }
    out.scalar("datetime", whole);
}

Fit Convert<std::chrono::year_month_day>::decode(const Value &value, std::chrono::year_month_day &out) {
    const char *rest = nullptr;
    if (!(is_form(value, "date") || value.is_text()) || !read_date(value.text, out, rest) || *rest)
        return unfit;
    return value.is_text() ? stretched : exact;
}

void Convert<std::chrono::year_month_day>::encode(const std::chrono::year_month_day &value, Writer &out) {
    out.scalar("date", date_text(value));
}

} // namespace dualgauge
