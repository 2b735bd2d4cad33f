/// `nlohmann::json` and its like, known by their members, so that the library needn't have been included here.
#pragma once

#include "convert.hpp"

namespace dualgauge {

template <class T>
concept JsonLike = requires {
    typename T::value_t;
    typename T::number_integer_t;
    typename T::number_unsigned_t;
    typename T::binary_t;
    typename T::json_pointer;
};

template <class Json>
struct JsonConversion {
    static constexpr bool decodes = true;

    static Fit decode(const Value &value, Json &out) {
        switch (value.kind) {
        case Kind::null:
            out = nullptr;
            return close;
        case Kind::boolean:
            out = value.truth;
            return close;
        case Kind::integer:
            return decode_integer(value.integer, out);
        case Kind::real:
            out = value.real;
            return close;
        case Kind::text:
        case Kind::scalar:
            out = value.text;
            return close;
        case Kind::bytes:
            out = Json::binary(typename Json::binary_t::container_type(value.text.begin(), value.text.end()));
            return close;
        case Kind::list:
        case Kind::tuple:
        case Kind::set:
            return decode_array(value, out);
        case Kind::mapping:
        case Kind::object:
            return decode_object(value, out);
        default:
            return unfit;
        }
    }

    static void encode(const Json &value, Writer &out) {
        using Type = typename Json::value_t;
        switch (value.type()) {
        case Type::boolean:
            return out.boolean(value.template get<bool>());
        case Type::number_integer:
            return out.integer(value.template get<typename Json::number_integer_t>());
        case Type::number_unsigned:
            return out.integer(value.template get<typename Json::number_unsigned_t>());
        case Type::number_float:
            return out.real(value.template get<double>());
        case Type::string:
            return out.text(value.template get_ref<const typename Json::string_t &>());
        case Type::binary: {
            const auto &bytes = value.get_binary();
            return encode_adjacent(bytes.data(), bytes.size(), out);
        }
        case Type::array:
            return encode_array(value, out);
        case Type::object:
            return encode_object(value, out);
        default:
            return out.null();
        }
    }

private:
    static Fit decode_integer(Integer number, Json &out) {
        if (number < INT64_MIN || number > static_cast<Integer>(UINT64_MAX))
            return unfit;
        if (number < 0)
            out = static_cast<typename Json::number_integer_t>(number);
        else
            out = static_cast<typename Json::number_unsigned_t>(number);
        return close;
    }

    static Fit decode_array(const Value &value, Json &out) {
        out = Json::array();
        for (size_t i = 0; i < value.size(); ++i) {
            Json item;
            if (!decode(value[i], item))
                return unfit;
            out.push_back(static_cast<Json &&>(item));
        }
        return close;
    }

    static Fit decode_object(const Value &value, Json &out) {
        out = Json::object();
        for (size_t i = 0; i < value.size(); ++i)
            if (!value[i][0].is_text() || !decode(value[i][1], out[value[i][0].text]))
                return unfit;
        return close;
    }

    static void encode_array(const Json &value, Writer &out) {
        out.begin_list();
        for (auto at = value.begin(); at != value.end() && !out.full(); ++at)
            encode(*at, out);
        out.end();
    }

    static void encode_object(const Json &value, Writer &out) {
        bool plain = true;
        for (auto at = value.begin(); at != value.end(); ++at)
            plain = plain && Writer::plain_key(at.key());
        plain ? out.begin_mapping() : out.begin_pairs();
        for (auto at = value.begin(); at != value.end() && !out.full(); ++at) {
            if (plain) {
                out.field(at.key());
                encode(at.value(), out);
            } else {
                out.begin_pair();
                out.text(at.key());
                encode(at.value(), out);
                out.end();
            }
        }
        out.end();
    }
};

} // namespace dualgauge
