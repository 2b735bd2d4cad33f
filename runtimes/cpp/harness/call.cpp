// The entry points that are known, and a call of one of them.

#include "../runtime/host.h"
#include "arrange.hpp"
#include "harness.hpp"

#include <cstdlib>
#include <vector>

int dualgauge_in_candidate = 0;

namespace dualgauge {

namespace {

/// An entry point's targets, and why some of its names have none.
struct Entry {
    const Target *targets = nullptr;
    std::string why;
};

std::vector<Entry> &entries() {
    // Made at the first use: candidates' entries enlist themselves while static objects are being made.
    static auto *all = new std::vector<Entry>;
    return *all;
}

Entry &entry_at(unsigned number) {
    if (entries().size() <= number)
        entries().resize(number + 1);
    return entries()[number];
}

void unsuitable(const std::string &why) { dg_unsuitable(why.data(), why.size()); }

void raised(const Raised &exception) {
    dg_raised(exception.type.data(), exception.type.size(), exception.message.data(), exception.message.size());
}

/// Calls it. False if it raised, which then was reported.
bool run(const Arrangement &call, Result &result) {
    std::vector<void *> objects;
    for (const Place &place : call.places)
        objects.push_back(place.object);
    try {
        dualgauge_in_candidate = 1;
        call.target->invoke(*call.target, objects.data(), result);
        dualgauge_in_candidate = 0;
        return true;
    } catch (...) {
        dualgauge_in_candidate = 0;
        raised(current_exception_report());
        return false;
    }
}

/// The target that suits the arguments best, and of those the first.
Arrangement choose(const Entry &entry, const Value &arguments, std::string &why) {
    Arrangement best;
    why = entry.why;
    for (const Target *target = entry.targets; target; target = target->next) {
        std::string reason;
        Arrangement arrangement = arrange(*target, arguments, reason);
        if (!reason.empty())
            why += (why.empty() ? "" : "; ") + std::string(target->name) + ": " + reason;
        if (arrangement.score > best.score)
            best = static_cast<Arrangement &&>(arrangement);
    }
    return best;
}

void call(unsigned number, std::string_view json) {
    // Kept like the arguments made of it, of which some may refer to it.
    auto *arguments = new (keep(sizeof(Value))) Value;
    std::string why;
    if (!Value::parse(json, *arguments, why) || arguments->kind != Kind::list)
        return unsuitable("the arguments can't be read: " + (why.empty() ? "they are no list" : why));
    if (number >= entries().size())
        return unsuitable("there is no such entry point");
    const Arrangement best = choose(entries()[number], *arguments, why);
    if (!best.score)
        return unsuitable(why.empty() ? "there is no way to call it" : why);
    Result result;
    if (!run(best, result))
        return;
    if (result.written.has_raised)
        return raised({result.written.raised_type, result.written.raised_message});
    const std::string text = outcome(best, result);
    dg_returned(text.data(), text.size());
}

} // namespace

void report_current_exception() { raised(current_exception_report()); }

void function_returned() { dualgauge_in_candidate = 0; }

void enlist(unsigned number, Target &target) {
    const Target **last = &entry_at(number).targets;
    while (*last)
        last = &const_cast<Target *>(*last)->next;
    *last = &target;
}

void enlist_without(unsigned number, const char *name, const char *why) {
    std::string &all = entry_at(number).why;
    all += (all.empty() ? "" : "; ") + std::string(name) + ": " + why;
}

} // namespace dualgauge

void dualgauge_call(unsigned entry, const char *json, size_t length) { dualgauge::call(entry, {json, length}); }

char *dualgauge_arguments(size_t size) {
    static char *memory = nullptr;
    std::free(memory);
    return memory = static_cast<char *>(std::malloc(size));
}
