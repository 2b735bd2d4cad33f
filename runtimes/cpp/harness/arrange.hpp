/// Which argument goes to which parameter, and what stands for parameters without one.
#pragma once

#include "target.hpp"

#include <vector>

namespace dualgauge {

/// Of a buffer that a function writes to and that the test doesn't give.
inline constexpr size_t buffer_size = 64 << 10;

/// Where a parameter's object comes from.
enum class Source : unsigned char {
    /// An argument.
    given,
    /// An argument that gives the length beside it too.
    many,
    /// The length of what an argument gives.
    length,
    /// A new object for the function to fill in.
    out,
    /// A buffer for the function to fill in.
    buffer,
    /// The size of the buffer, or a pointer to it.
    capacity,
};

struct Place {
    Source source;
    void *object;
    /// The number of elements of `many`.
    size_t count = 0;
};

/// One way to call one target.
struct Arrangement {
    const Target *target = nullptr;
    std::vector<Place> places;
    /// The more the better; 0: it isn't possible.
    unsigned score = 0;
};

/// The best way to call a target with these arguments (a list). If there is none, `why` says what is wrong.
Arrangement arrange(const Target &target, const Value &arguments, std::string &why);

/// The JSON text of what a call gives: its result, or what it wrote to its out-parameters.
std::string outcome(const Arrangement &arrangement, Result &result);

} // namespace dualgauge
