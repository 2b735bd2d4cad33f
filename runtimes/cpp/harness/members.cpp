// Members and enumerators by name.

#include "classes.hpp"

namespace dualgauge {

PackNames::PackNames(const char *pretty) : rest(pretty) {
    // The last ` = ` introduces the pack: `[P = <...>]`, or `[with auto ...P = {...}]`.
    const size_t start = rest.find(" = ");
    const size_t end = rest.find_last_of(">}");
    const bool found = start != rest.npos && end != rest.npos && start + 4 <= end;
    rest = found ? rest.substr(start + 4, end - start - 4) : std::string_view();
}

std::string_view PackNames::next() {
    int open = 0;
    size_t end = 0;
    for (; end < rest.size() && (open || rest[end] != ','); ++end)
        open += (rest[end] == '<' || rest[end] == '(') - (rest[end] == '>' || rest[end] == ')');
    const std::string_view name = rest.substr(0, end);
    rest.remove_prefix(end + 2 < rest.size() ? end + 2 : rest.size());
    return name;
}

std::string_view PackNames::next_member() {
    const std::string_view name = next();
    const size_t before = name.find_last_of(".:");
    return before == name.npos ? name : name.substr(before + 1);
}

namespace {

/// Whether two names are the same in whatever naming style.
bool alike(std::string_view a, std::string_view b) {
    auto skip = [](std::string_view &text) {
        while (!text.empty() && (text[0] == '_' || text[0] == '-' || text[0] == ' '))
            text.remove_prefix(1);
    };
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (skip(a), skip(b); !a.empty() && !b.empty(); skip(a), skip(b)) {
        if (lower(a[0]) != lower(b[0]))
            return false;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.empty() && b.empty();
}

const Value *find(const Value &mapping, std::string_view name) {
    for (const bool exactly : {true, false})
        for (size_t i = 0; i < mapping.size(); ++i) {
            const Value &key = mapping[i][0];
            if (key.is_text() && (exactly ? key.text == name : alike(key.text, name)))
                return &mapping[i][1];
        }
    return nullptr;
}

} // namespace

FieldReader::FieldReader(const Value &value, const char *pretty, size_t members)
    : value(value), names(pretty), members(members) {
    fit = value.is_mapping() ? exact : worse(sequence_fit(value), stretched);
    if (value.is_sequence() && value.size() > members)
        fit = unfit;
}

const Value *FieldReader::next() {
    const std::string_view name = names.next_member();
    const Value *found = nullptr;
    if (value.is_mapping())
        found = find(value, name);
    else if (value.is_sequence() && position < value.size())
        found = &value[position];
    ++position;
    used += found != nullptr;
    return found;
}

void FieldReader::took(Fit how) { fit = worse(fit, how); }

Fit FieldReader::result() const {
    if (used == 0 && (members != 0 || value.size() != 0))
        return unfit;
    // Fields that the type doesn't have are left out, members that aren't given keep their defaults.
    return used == value.size() && used == members ? fit : worse(fit, stretched);
}

int find_enumerator(const char *pretty, std::string_view name) {
    for (const bool exactly : {true, false}) {
        PackNames names(pretty);
        int index = 0;
        for (std::string_view whole = names.next(); !whole.empty(); whole = names.next(), ++index) {
            // A number that no enumerator has is written as a cast.
            if (whole[0] == '(')
                continue;
            const size_t before = whole.rfind(':');
            const std::string_view own = before == whole.npos ? whole : whole.substr(before + 1);
            const bool prefixed = own.size() > 1 && own[0] == 'k' && own[1] >= 'A' && own[1] <= 'Z';
            if (exactly ? own == name : alike(own, name) || (prefixed && alike(own.substr(1), name)))
                return index;
        }
    }
    return -1;
}

} // namespace dualgauge
