// What a call gives: its result, or what it wrote to its out-parameters.

#include "arrange.hpp"

namespace dualgauge {

namespace {

class Outcome {
public:
    Outcome(const Arrangement &arrangement, Result &result) : call(arrangement), target(*arrangement.target), result(result) {}

    std::string text() {
        for (unsigned i = 0; i < target.count; ++i) {
            const Source source = call.places[i].source;
            buffers += source == Source::buffer;
            outs += source == Source::out;
        }
        const std::string type = type_name(target.result());
        std::string returned = result.written.finish(type);
        if (target.returns == Returns::nothing)
            return written(buffers || outs ? &Outcome::is_out : &Outcome::is_changed);
        if (!buffers && !outs)
            return returned;
        if (target.returns == Returns::boolean)
            return result.number ? written(&Outcome::is_out) : "null";
        if (buffers && target.returns == Returns::integral)
            return result.number < 0 ? "null" : written(&Outcome::is_out);
        // Functions like `strcpy` return their buffer.
        if (buffers && target.returns == Returns::text)
            return returned;
        for (unsigned i = 0; i < target.count; ++i)
            if (is_out(i))
                returned += "," + one(i);
        return "[" + returned + "]";
    }

private:
    const Arrangement &call;
    const Target &target;
    Result &result;
    unsigned buffers = 0, outs = 0;

    bool is_out(unsigned i) const {
        return call.places[i].source == Source::out || call.places[i].source == Source::buffer;
    }

    /// The function could change what the test gave.
    bool is_changed(unsigned i) const {
        const Pointer *pointer = target.parameters[i].object->pointer;
        if (call.places[i].source != Source::given && call.places[i].source != Source::many)
            return false;
        return target.parameters[i].changes || (pointer && pointer->writable && (pointer->target == Pointer::text || pointer->point));
    }

    /// Nothing, the only one, or a list.
    std::string written(bool (Outcome::*counts)(unsigned) const) {
        std::string all;
        unsigned count = 0;
        for (unsigned i = 0; i < target.count; ++i)
            if ((this->*counts)(i)) {
                all += (count++ ? "," : "") + one(i);
            }
        return count == 0 ? "null" : count == 1 ? all : "[" + all + "]";
    }

    std::string one(unsigned i) {
        const Object &type = *target.parameters[i].object;
        Writer writer;
        if (call.places[i].source == Source::buffer)
            buffer(i, writer);
        else if (call.places[i].source == Source::many)
            type.pointer->encode_many(call.places[i].object, call.places[i].count, writer);
        else
            type.encode(call.places[i].object, writer);
        return writer.finish(type_name(type.pretty()));
    }

    void buffer(unsigned i, Writer &writer) {
        const char *data = *static_cast<char *const *>(call.places[i].object);
        if (target.parameters[i].object->pointer->target == Pointer::text)
            return encode_terminated(data, buffer_size, writer);
        size_t size = buffer_size;
        const bool sized = i + 1 < target.count && call.places[i + 1].source == Source::capacity;
        if (sized && target.parameters[i + 1].object->pointer) {
            const void *at = *static_cast<void *const *>(call.places[i + 1].object);
            size = *static_cast<const unsigned *>(at);
        } else if (target.returns == Returns::integral && result.number > 0 && result.number <= static_cast<Integer>(size)) {
            size = static_cast<size_t>(result.number);
        } else {
            // Nobody says how much was written; the buffer was empty before.
            while (size && !data[size - 1])
                --size;
        }
        writer.bytes({data, size < buffer_size ? size : buffer_size});
    }
};

} // namespace

std::string outcome(const Arrangement &arrangement, Result &result) { return Outcome(arrangement, result).text(); }

} // namespace dualgauge
