// Structs, classes, enumerations, pointers to them.
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

enum class Role { guest, Member, ADMIN = 10 };
enum Plain { LOW, HIGH };

struct Address {
    std::string street;
    int number = 0;
};
struct User {
    std::string name;
    int age;
    std::optional<Address> address;
    std::vector<Role> roles;
};
struct Node {
    int value;
    std::unique_ptr<Node> next;
};
class Opaque {
    int secret = 1;

public:
    int get() const { return secret; }
};

User older(User user, int years) {
    user.age += years;
    return user;
}
// older [{"name": "ann", "age": 30}, 2] -> {"$object": {"type": "User", "fields": {"address": null, "age": 32, "name": "ann", "roles": []}}}
// older [{"name": "bob", "age": 1, "address": {"street": "s", "number": 5}, "roles": ["admin", 1]}, 0] -> {"$object": {"type": "User", "fields": {"address": {"$object": {"type": "Address", "fields": {"number": 5, "street": "s"}}}, "age": 1, "name": "bob", "roles": [10, 1]}}}

std::string street(const Address &address) { return address.street; }
// street [{"street": "main"}] -> "main"
// street [["side", 3]] -> "side"

Role promoted(Role role) { return role == Role::guest ? Role::Member : Role::ADMIN; }
// promoted ["guest"] -> 1
// promoted [1] -> 10

Plain level(Plain plain) { return plain == LOW ? HIGH : LOW; }
// level ["low"] -> 1

std::vector<Address> addresses(const std::vector<User> &users) {
    std::vector<Address> all;
    for (const auto &user : users)
        if (user.address) all.push_back(*user.address);
    return all;
}
// addresses [[{"name": "a", "age": 1, "address": {"street": "s"}}, {"name": "b", "age": 2}]] -> [{"$object": {"type": "Address", "fields": {"number": 0, "street": "s"}}}]

std::unique_ptr<Node> chain(int length) {
    return length ? std::make_unique<Node>(Node{length, chain(length - 1)}) : nullptr;
}
// chain [2] -> {"$object": {"type": "Node", "fields": {"next": {"$object": {"type": "Node", "fields": {"next": null, "value": 1}}}, "value": 2}}}
// chain [0] -> null

int *pointer(bool null) {
    static int value = 7;
    return null ? nullptr : &value;
}
// pointer [true] -> null
// pointer [false] -> 7

std::shared_ptr<User> shared(const std::string &name) { return std::make_shared<User>(User{name, 1, {}, {}}); }
// shared ["x"] -> {"$object": {"type": "User", "fields": {"address": null, "age": 1, "name": "x", "roles": []}}}

Opaque opaque() { return {}; }

std::chrono::seconds waiting(std::chrono::seconds time) { return time * 2; }
// waiting [30] -> {"$timedelta": "60"}
