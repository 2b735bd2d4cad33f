/// Writes a result as typed JSON while it is walked through.
#pragma once

#include "value.hpp"

#include <exception>

namespace dualgauge {

/// Text of all values together beyond which a result is "too large".
inline constexpr size_t max_text = 4 << 20;

/// One value after the other is written; `begin_...` and `end` enclose parts. Order and duplicates are the host's concern.
///
/// Once the bounds are exceeded all further calls do nothing, `full` is true, and the whole is `{"$opaque": ...}`.
class Writer {
public:
    void null();
    void boolean(bool value);
    void integer(Integer value);
    void unsigned_integer(Unsigned value);
    void real(double value);
    /// Text; bytes if it isn't UTF-8.
    void text(std::string_view bytes);
    void bytes(std::string_view bytes);
    /// `{"$form": "text"}`.
    void scalar(const char *form, std::string_view text);
    void opaque(std::string_view type);
    void exception(std::string_view type, std::string_view message);

    void begin_list();
    void begin_tuple();
    void begin_set();
    /// A mapping all of whose keys are `plain_key`s: `field`, value.
    void begin_mapping();
    static bool plain_key(std::string_view key);
    /// Any other mapping, of pairs: `begin_pair`, key, value, `end`.
    void begin_pairs();
    void begin_pair();
    void begin_object(std::string_view type);
    void field(std::string_view name);
    void end();

    /// An exception takes the place of the result (the error of an `expected`).
    void raise(std::string_view type, std::string_view message);

    bool full() const { return exceeded; }
    /// What was written; `type` is named if it was too much.
    std::string finish(std::string_view type);

    bool has_raised = false;
    std::string raised_type, raised_message;

private:
    std::string json;
    /// The brackets that are open, and at which lengths of it parts began.
    std::string open;
    std::string parts;
    bool exceeded = false;
    bool after = false;

    bool start(size_t size = 0);
    void quoted(std::string_view text);
    void begin(const char *opening);
    void nest(const char *brackets);
};

/// Text as a JSON string.
void add_quoted(std::string &json, std::string_view text);

/// The type and message of an exception, as they are reported.
struct Raised {
    std::string type, message;
};
/// Of the exception that is being handled. Call it in a `catch` block.
Raised current_exception_report();

/// Tells the host of the exception that is being handled.
void report_current_exception();
/// The readable name of a mangled type name, without libc++'s inner namespaces.
std::string demangled(const char *mangled);
/// A type's readable name from the text of `__PRETTY_FUNCTION__` (`... [T = X]` or `[with T = X]`).
std::string type_name(const char *pretty);
/// The same without the namespaces and classes that it is in.
std::string short_type_name(const char *pretty);

} // namespace dualgauge
