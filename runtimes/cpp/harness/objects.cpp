// The types that nearly every candidate uses, compiled once.

#define DUALGAUGE_COMPILE_OBJECTS
#include "target.hpp"

#include <sstream>

namespace dualgauge {

#define DUALGAUGE_COMPILE(...) template struct ObjectOf<__VA_ARGS__>;
DUALGAUGE_COMMON_OBJECTS(DUALGAUGE_COMPILE)

template void take(const bool &, Result &);
template void take(const int &, Result &);
template void take(const long long &, Result &);
template void take(const double &, Result &);
template void take(const std::string &, Result &);
template void take(const std::vector<std::string> &, Result &);
template void take(const std::vector<int> &, Result &);
template void take(const std::vector<unsigned char> &, Result &);
template void take(const std::optional<std::string> &, Result &);
template void take(const std::optional<int> &, Result &);
template void take(const std::map<std::string, std::string> &, Result &);

namespace {

/// `Stream` is what the parameter says, `Real` what the object is.
template <class Stream, class Real>
struct StreamObject {
    static void *create() { return static_cast<Stream *>(new (keep(sizeof(Real))) Real); }
    static Fit decode(const Value &value, void *object) {
        std::string_view text;
        const Fit fit = worse(decode_text(value, text), close);
        if (fit)
            static_cast<Real *>(static_cast<Stream *>(object))->str(std::string(text));
        return fit;
    }
    static void encode(const void *object, Writer &out) {
        out.text(static_cast<const Real *>(static_cast<const Stream *>(object))->str());
    }
};

} // namespace

#define STREAM(Stream, Real)                                                                                             \
    const Object ObjectOf<Stream>::table{&pretty_type<Stream>,                                                           \
                                         &StreamObject<Stream, Real>::create,                                            \
                                         &StreamObject<Stream, Real>::decode,                                            \
                                         &StreamObject<Stream, Real>::encode,                                            \
                                         nullptr,                                                                        \
                                         false};
STREAM(std::istream, std::istringstream)
STREAM(std::ostream, std::ostringstream)
STREAM(std::iostream, std::stringstream)
STREAM(std::istringstream, std::istringstream)
STREAM(std::ostringstream, std::ostringstream)
STREAM(std::stringstream, std::stringstream)

} // namespace dualgauge
