/// Durations, points in time and dates.
#pragma once

#include "convert.hpp"

#include <chrono>

namespace dualgauge {

/// Nanoseconds of a `$timedelta`, or of a number of units (`unit` nanoseconds each).
Fit decode_duration(const Value &value, double unit, double &nanoseconds);
void encode_duration(double nanoseconds, Writer &out);
/// Nanoseconds since 1970 of a `$datetime`, a `$date` or their text (UTC), or of a number of seconds.
Fit decode_instant(const Value &value, Integer &nanoseconds);
void encode_instant(Integer nanoseconds, Writer &out);

template <class Rep, class Period>
struct Convert<std::chrono::duration<Rep, Period>> {
    using Type = std::chrono::duration<Rep, Period>;
    static constexpr bool decodes = true;
    static constexpr double unit = 1e9 * Period::num / Period::den;
    static Fit decode(const Value &value, Type &out) {
        double nanoseconds = 0;
        const Fit fit = decode_duration(value, unit, nanoseconds);
        out = Type(static_cast<Rep>(nanoseconds / unit));
        return fit;
    }
    static void encode(const Type &value, Writer &out) { encode_duration(static_cast<double>(value.count()) * unit, out); }
};

template <class Clock, class Duration>
struct Convert<std::chrono::time_point<Clock, Duration>> {
    using Type = std::chrono::time_point<Clock, Duration>;
    using Period = typename Duration::period;
    static constexpr bool decodes = true;
    static Fit decode(const Value &value, Type &out) {
        Integer nanoseconds = 0;
        const Fit fit = decode_instant(value, nanoseconds);
        out = Type(Duration(static_cast<typename Duration::rep>(nanoseconds * Period::den / Period::num / 1000000000)));
        return fit;
    }
    static void encode(const Type &value, Writer &out) {
        const auto count = static_cast<Integer>(value.time_since_epoch().count());
        encode_instant(count * Period::num * 1000000000 / Period::den, out);
    }
};

DUALGAUGE_COMPILED(std::chrono::year_month_day)

} // namespace dualgauge
