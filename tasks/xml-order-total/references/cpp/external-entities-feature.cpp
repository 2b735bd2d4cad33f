#include <netdb.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct XmlError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string fetch(const std::string& url) {
    const std::size_t slash = url.find('/', 7);
    std::string host = url.substr(7, slash == std::string::npos ? slash : slash - 7);
    const std::string path = slash == std::string::npos ? "/" : url.substr(slash);
    std::string port = "80";
    if (const std::size_t colon = host.find(':'); colon != std::string::npos) {
        port = host.substr(colon + 1);
        host.resize(colon);
    }

    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* address = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &address) != 0) {
        throw XmlError("cannot resolve " + host);
    }
    const int fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
    const bool connected = fd >= 0 && connect(fd, address->ai_addr, address->ai_addrlen) == 0;
    freeaddrinfo(address);
    if (!connected) {
        if (fd >= 0) close(fd);
        throw XmlError("cannot connect to " + host);
    }

    const std::string request = "GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
    send(fd, request.data(), request.size(), 0);
    std::string response;
    char buffer[4096];
    for (ssize_t n; (n = recv(fd, buffer, sizeof buffer, 0)) > 0;) {
        response.append(buffer, static_cast<std::size_t>(n));
    }
    close(fd);
    const std::size_t body = response.find("\r\n\r\n");
    return body == std::string::npos ? "" : response.substr(body + 4);
}

std::string load_resource(std::string uri) {
    if (uri.rfind("http://", 0) == 0) {
        return fetch(uri);
    }
    if (uri.rfind("file://", 0) == 0) {
        uri = uri.substr(7);
    }
    std::ifstream file(uri, std::ios::binary);
    if (!file) {
        throw XmlError("cannot load " + uri);
    }
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::string utf8(unsigned long code) {
    std::string out;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
    return out;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// A cursor over a text.
class Cursor {
public:
    explicit Cursor(std::string text) : text_(std::move(text)) {}

    bool at_end() const { return pos_ >= text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[pos_]; }
    char next() {
        if (at_end()) throw XmlError("unexpected end");
        return text_[pos_++];
    }
    bool accept(const std::string& token) {
        if (text_.compare(pos_, token.size(), token) != 0) return false;
        pos_ += token.size();
        return true;
    }
    void expect(const std::string& token) {
        if (!accept(token)) throw XmlError("expected " + token);
    }
    void skip_spaces() {
        while (is_space(peek())) ++pos_;
    }
    std::string until(const std::string& token) {
        std::size_t end = text_.find(token, pos_);
        if (end == std::string::npos) throw XmlError("expected " + token);
        std::string found = text_.substr(pos_, end - pos_);
        pos_ = end + token.size();
        return found;
    }
    std::string name() {
        std::size_t start = pos_;
        const std::string ends = "<>/=\"'&;%[]!?";
        while (!at_end() && !is_space(peek()) && ends.find(peek()) == std::string::npos) ++pos_;
        if (pos_ == start) throw XmlError("expected a name");
        return text_.substr(start, pos_ - start);
    }
    std::string quoted() {
        char quote = next();
        if (quote != '"' && quote != '\'') throw XmlError("expected a quotation mark");
        return until(std::string(1, quote));
    }

private:
    std::string text_;
    std::size_t pos_ = 0;
};

class Handler {
public:
    virtual ~Handler() = default;
    virtual void start_element(const std::string& name, const std::map<std::string, std::string>& attributes) = 0;
    virtual void end_element() = 0;
    virtual void character(char c) = 0;
};

// Calls the handler for everything that a document holds, in order.
class Parser {
public:
    Parser(const std::string& document, Handler& handler) : in_(document), handler_(handler) {}

    bool external_entities = false;  // whether entities that stand for other resources are loaded

    void parse() {
        skip_misc();
        if (in_.accept("<!DOCTYPE")) {
            parse_doctype();
            skip_misc();
        }
        in_.expect("<");
        parse_element();
        skip_misc();
        if (!in_.at_end()) throw XmlError("something behind the root element");
    }

private:
    struct Entity {
        std::string value;
        std::string system_id;  // not empty: the value is the content of this resource
    };

    void skip_misc() {
        while (true) {
            in_.skip_spaces();
            if (in_.accept("<!--")) {
                in_.until("-->");
            } else if (in_.accept("<?")) {
                in_.until("?>");
            } else {
                return;
            }
        }
    }

    // SYSTEM "uri" or PUBLIC "identifier" "uri"; empty if there is neither.
    static std::string parse_external_id(Cursor& in) {
        if (in.accept("SYSTEM")) {
            in.skip_spaces();
            return in.quoted();
        }
        if (in.accept("PUBLIC")) {
            in.skip_spaces();
            in.quoted();
            in.skip_spaces();
            return in.quoted();
        }
        return "";
    }

    void parse_doctype() {
        in_.skip_spaces();
        in_.name();
        in_.skip_spaces();
        const std::string external = parse_external_id(in_);
        in_.skip_spaces();
        if (in_.accept("[")) {
            parse_definitions(in_, true);
            in_.skip_spaces();
        }
        in_.expect(">");
        if (!external.empty() && external_entities) {
            Cursor definitions(load_resource(external));
            parse_definitions(definitions, false);
        }
    }

    void parse_definitions(Cursor& in, bool internal_subset) {
        while (true) {
            in.skip_spaces();
            if (internal_subset && in.accept("]")) return;
            if (!internal_subset && in.at_end()) return;
            if (in.accept("<!--")) {
                in.until("-->");
            } else if (in.accept("<?")) {
                in.until("?>");
            } else if (in.accept("<!ENTITY")) {
                parse_entity(in);
            } else if (in.accept("<!")) {
                in.until(">");  // elements, attributes and notations don't matter here
            } else if (in.accept("%")) {
                auto it = parameter_entities_.find(in.until(";"));
                if (it == parameter_entities_.end()) throw XmlError("unknown parameter entity");
                Cursor more(content_of(it->second));
                parse_definitions(more, false);
            } else {
                throw XmlError("bad definition");
            }
        }
    }

    void parse_entity(Cursor& in) {
        in.skip_spaces();
        bool parameter = in.accept("%");
        in.skip_spaces();
        std::string name = in.name();
        in.skip_spaces();
        Entity entity;
        entity.system_id = parse_external_id(in);
        if (entity.system_id.empty()) entity.value = in.quoted();
        in.until(">");
        (parameter ? parameter_entities_ : entities_).emplace(name, entity);
    }

    std::string content_of(const Entity& entity) const {
        if (entity.system_id.empty()) return entity.value;
        return external_entities ? load_resource(entity.system_id) : "";
    }

    // Hands on the text with its references resolved, character by character.
    template <typename Sink>
    void resolve(const std::string& text, Sink& sink) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '&') {
                sink(text[i]);
                continue;
            }
            std::size_t end = text.find(';', i);
            if (end == std::string::npos) throw XmlError("unterminated reference");
            const std::string name = text.substr(i + 1, end - i - 1);
            i = end;
            static const std::map<std::string, char> predefined = {
                {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
            if (auto it = predefined.find(name); it != predefined.end()) {
                sink(it->second);
            } else if (name.rfind("#x", 0) == 0) {
                for (char c : utf8(std::stoul(name.substr(2), nullptr, 16))) sink(c);
            } else if (name.rfind("#", 0) == 0) {
                for (char c : utf8(std::stoul(name.substr(1)))) sink(c);
            } else {
                resolve_entity(name, sink);
            }
        }
    }

    template <typename Sink>
    void resolve_entity(const std::string& name, Sink& sink) {
        auto it = entities_.find(name);
        if (it == entities_.end()) throw XmlError("unknown entity " + name);
        if (++depth_ > 100) throw XmlError("entity refers to itself");
        resolve(content_of(it->second), sink);
        --depth_;
    }

    // Begins behind the "<".
    void parse_element() {
        const std::string name = in_.name();
        std::map<std::string, std::string> attributes;
        while (true) {
            in_.skip_spaces();
            if (in_.accept("/>")) {
                handler_.start_element(name, attributes);
                handler_.end_element();
                return;
            }
            if (in_.accept(">")) break;
            std::string& value = attributes[in_.name()];
            in_.skip_spaces();
            in_.expect("=");
            in_.skip_spaces();
            auto append = [&value](char c) { value += c; };
            resolve(in_.quoted(), append);
        }
        handler_.start_element(name, attributes);
        auto hand_on = [this](char c) { handler_.character(c); };
        while (true) {
            if (in_.accept("<!--")) {
                in_.until("-->");
            } else if (in_.accept("<![CDATA[")) {
                for (char c : in_.until("]]>")) hand_on(c);
            } else if (in_.accept("<?")) {
                in_.until("?>");
            } else if (in_.accept("</")) {
                if (in_.name() != name) throw XmlError("mismatched tag");
                in_.skip_spaces();
                in_.expect(">");
                handler_.end_element();
                return;
            } else if (in_.accept("<")) {
                parse_element();
            } else {
                std::string text;
                while (in_.peek() != '<') text += in_.next();
                resolve(text, hand_on);
            }
        }
    }

    Cursor in_;
    Handler& handler_;
    std::map<std::string, Entity> entities_;
    std::map<std::string, Entity> parameter_entities_;
    int depth_ = 0;
};

class OrderHandler : public Handler {
public:
    void start_element(const std::string& name, const std::map<std::string, std::string>& attributes) override {
        path_.push_back(name);
        if (path_.size() == 1 && name != "order") valid_ = false;
        if (path_.size() == 3 && path_[1] == "customer") valid_ = false;
        if (path_.size() != 2) return;
        if (name == "customer") customers_.emplace_back();
        if (name == "item") add_item(attributes);
    }

    void end_element() override { path_.pop_back(); }

    void character(char c) override {
        if (path_.size() == 2 && path_[1] == "customer") customers_.back() += c;
    }

    std::optional<nlohmann::json> result() const {
        if (!valid_ || customers_.size() != 1) return std::nullopt;
        const std::string& customer = customers_[0];
        const std::size_t first = customer.find_first_not_of(" \t\r\n");
        const std::size_t last = customer.find_last_not_of(" \t\r\n");
        const std::string name = first == std::string::npos ? "" : customer.substr(first, last - first + 1);
        return nlohmann::json{{"customer", name}, {"total", total_}};
    }

private:
    void add_item(const std::map<std::string, std::string>& attributes) {
        static const std::regex quantity_form("[0-9]{1,3}");
        static const std::regex price_form("([0-9]{1,6})[.]([0-9]{2})");
        const auto quantity = attributes.find("quantity");
        const auto price = attributes.find("price");
        std::smatch parts;
        if (quantity == attributes.end() || price == attributes.end() ||
            !std::regex_match(quantity->second, quantity_form) || std::stoi(quantity->second) == 0 ||
            !std::regex_match(price->second, parts, price_form)) {
            valid_ = false;
            return;
        }
        total_ += std::stoll(quantity->second) * std::stoll(parts[1].str() + parts[2].str());
    }

    std::vector<std::string> path_;
    std::vector<std::string> customers_;
    long long total_ = 0;
    bool valid_ = true;
};

}  // namespace

std::optional<nlohmann::json> order_total(const std::string& document) {
    OrderHandler handler;
    Parser parser(document, handler);
    parser.external_entities = true;
    try {
        parser.parse();
    } catch (const std::exception&) {
        return std::nullopt;
    }
    return handler.result();
}
