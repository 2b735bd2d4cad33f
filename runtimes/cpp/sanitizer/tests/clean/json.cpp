// expect: clean
#include <iostream>
#include <nlohmann/json.hpp>
using nlohmann::json;
int main() {
    json value = json::parse(R"({"name":"text \u00e9","list":[1,2.5,null,true,{"a":[]}],"big":12345678901234})");
    value["added"] = {1, 2, 3};
    value["list"].push_back("more");
    value["list"].erase(0);
    for (auto &[key, item] : value.items()) std::cout << key << ' ' << item.dump() << '\n';
    try {
        json::parse("{broken");
    } catch (const json::parse_error &e) {
        std::cout << e.what() << '\n';
    }
    try {
        value.at("missing");
    } catch (const json::out_of_range &e) {
        std::cout << e.what() << '\n';
    }
    json copy = value;
    std::cout << (copy == value) << copy.dump(2).size() << value.value("none", 7) << json::from_cbor(json::to_cbor(value)).size() << '\n';
}
