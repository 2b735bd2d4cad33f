#include "arrange.hpp"

#include <cstring>

namespace dualgauge {

namespace {

/// Tries the parameters from the first to the last, each with an argument before anything else.
class Search {
public:
    Search(const Target &target, const Value &arguments) : target(target), arguments(arguments) {
        best.target = &target;
        tried.resize(target.count * (arguments.size() + 1));
        current.resize(target.count);
        place(0, 0, 1);
    }

    Arrangement best;
    /// The furthest parameter that an argument didn't suit, and that argument.
    unsigned failed_parameter = 0;
    size_t failed_argument = 0;
    bool failed = false;

private:
    struct Try {
        bool done = false;
        Fit fit = unfit;
        void *object = nullptr;
    };
    const Target &target;
    const Value &arguments;
    std::vector<Try> tried;
    std::vector<Place> current;
    /// A bound for hopeless cases; every usual signature needs a few.
    unsigned steps = 2000;

    const Object &object(unsigned parameter) const { return *target.parameters[parameter].object; }
    const Pointer *pointer(unsigned parameter) const { return object(parameter).pointer; }
    bool is_length(unsigned parameter) const { return parameter < target.count && object(parameter).integral; }

    const Try &attempt(unsigned parameter, size_t argument) {
        Try &attempt = tried[parameter * (arguments.size() + 1) + argument];
        const Object &type = object(parameter);
        if (!attempt.done && type.create && type.decode) {
            attempt.object = type.create();
            attempt.fit = type.decode(arguments[argument], attempt.object);
        }
        attempt.done = true;
        return attempt;
    }

    void place(unsigned parameter, size_t argument, unsigned score) {
        if (steps == 0 || --steps == 0)
            return;
        if (parameter == target.count) {
            if (argument == arguments.size() && score > best.score) {
                best.score = score;
                best.places = current;
            }
            return;
        }
        if (argument < arguments.size()) {
            place_given(parameter, argument, score);
            // With an argument for every parameter none stands for two.
            if (arguments.size() < target.count)
                place_many(parameter, argument, score);
        }
        if (arguments.size() < target.count) {
            place_buffer(parameter, argument, score);
            place_out(parameter, argument, score);
        }
    }

    void place_given(unsigned parameter, size_t argument, unsigned score) {
        const Try &here = attempt(parameter, argument);
        if (here.fit) {
            current[parameter] = {Source::given, here.object};
            place(parameter + 1, argument + 1, score + 16u * here.fit);
        } else if (!failed || parameter >= failed_parameter) {
            failed = true;
            failed_parameter = parameter;
            failed_argument = argument;
        }
    }

    /// A pointer and a length, in either order, from one argument.
    void place_many(unsigned parameter, size_t argument, unsigned score) {
        for (const unsigned first : {0u, 1u}) {
            const unsigned many = parameter + first, length = parameter + 1 - first;
            if (many >= target.count || !is_length(length) || !pointer(many) || !pointer(many)->decode_many)
                continue;
            void *data = object(many).create(), *size = object(length).create();
            size_t count = 0;
            const Fit fit = pointer(many)->decode_many(arguments[argument], data, count);
            Value number;
            number.kind = Kind::integer;
            number.integer = static_cast<Integer>(count);
            if (!fit || !object(length).decode(number, size))
                continue;
            current[many] = {Source::many, data, count};
            current[length] = {Source::length, size};
            // The length stands before its elements less often than after them.
            place(parameter + 2, argument + 1, score + 16u * worse(fit, close) - 8u * first);
        }
    }

    /// A buffer of characters or bytes, mostly with its size.
    void place_buffer(unsigned parameter, size_t argument, unsigned score) {
        const Pointer *type = pointer(parameter);
        if (!type || !type->writable || (type->target != Pointer::text && type->target != Pointer::bytes))
            return;
        void *buffer = object(parameter).create();
        *static_cast<void **>(buffer) = keep(buffer_size + 1);
        current[parameter] = {Source::buffer, buffer};
        if (parameter + 1 < target.count) {
            const Object &next = object(parameter + 1);
            Value size;
            size.kind = Kind::integer;
            size.integer = buffer_size;
            if (next.integral || (next.pointer && next.pointer->writable && next.pointer->target == Pointer::size)) {
                void *capacity = next.create();
                // A number, or a pointer to a new one.
                if (next.decode(size, capacity)) {
                    current[parameter + 1] = {Source::capacity, capacity};
                    place(parameter + 2, argument, score + 12);
                }
            }
        }
        place(parameter + 1, argument, score + 1);
    }

    void place_out(unsigned parameter, size_t argument, unsigned score) {
        const Object &type = object(parameter);
        const bool to_object = type.pointer && type.pointer->writable && type.pointer->point;
        if (!type.create || !(target.parameters[parameter].changes || to_object))
            return;
        void *made = type.create();
        if (!target.parameters[parameter].changes)
            type.pointer->point(made);
        current[parameter] = {Source::out, made};
        place(parameter + 1, argument, score + 2);
    }
};

std::string plural(size_t count, const char *what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

std::string reason(const Target &target, const Value &arguments, const Search &search) {
    for (unsigned i = 0; i < target.count; ++i) {
        const Object &type = *target.parameters[i].object;
        if (arguments.size() == target.count && !type.decode)
            return "parameter " + std::to_string(i + 1) + " of type " + type_name(type.pretty()) + " is not supported";
    }
    if (search.failed && arguments.size() <= target.count)
        return "parameter " + std::to_string(search.failed_parameter + 1) + " of type " +
               type_name(target.parameters[search.failed_parameter].object->pretty()) + " can't be made from " +
               arguments[search.failed_argument].described();
    return "it takes " + plural(target.count, "parameter") + ", the test gives " + plural(arguments.size(), "argument");
}

} // namespace

Arrangement arrange(const Target &target, const Value &arguments, std::string &why) {
    Search search(target, arguments);
    if (!search.best.score)
        why = reason(target, arguments, search);
    return static_cast<Arrangement &&>(search.best);
}

} // namespace dualgauge
