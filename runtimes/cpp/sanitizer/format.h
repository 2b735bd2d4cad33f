/// The conversions of printf and scanf formats.
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum length { LENGTH_NONE, LENGTH_CHAR, LENGTH_SHORT, LENGTH_LONG, LENGTH_LONG_LONG, LENGTH_LONG_DOUBLE };

struct conversion {
    char specifier;
    enum length length;
    bool width_argument, precision_argument; ///< given as `*` (printf)
    bool suppressed;                         ///< `*` (scanf)
    bool allocates;                          ///< `m` (scanf)
    size_t width;                            ///< 0 when there is none
    size_t precision;                        ///< SIZE_MAX when there is none
};

/// Parses the next conversion of a format and gives what follows it, or null at the end and for conversions that refer
/// to their arguments by number (POSIX's `%1$d`), which aren't checked.
const char *next_print_conversion(const char *format, struct conversion *conversion);
const char *next_scan_conversion(const char *format, struct conversion *conversion);
