#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>

static size_t append(char* data, size_t size, size_t count, void* text) {
    static_cast<std::string*>(text)->append(data, size * count);
    return size * count;
}

static bool is_public(in_addr address) {
    const uint32_t ip = ntohl(address.s_addr);
    const auto lies_in = [ip](uint32_t net, int bits) { return ip >> (32 - bits) == net >> (32 - bits); };
    return !(lies_in(0x00000000, 8) || lies_in(0x0a000000, 8) || lies_in(0x64400000, 10) || lies_in(0x7f000000, 8) ||
             lies_in(0xa9fe0000, 16) || lies_in(0xac100000, 12) || lies_in(0xc0a80000, 16) || lies_in(0xe0000000, 3));
}

// The host's address, where it is a public one.
static std::string public_address(const std::string& host) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return "";
    const in_addr address = reinterpret_cast<sockaddr_in*>(found->ai_addr)->sin_addr;
    freeaddrinfo(found);
    return is_public(address) ? inet_ntoa(address) : "";
}

static std::string part_of(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    curl_url_get(url, which, &text, CURLU_DEFAULT_PORT);
    const std::string part = text ? text : "";
    curl_free(text);
    // An address of IPv6 stands in brackets.
    return part.rfind('[', 0) == 0 ? part.substr(1, part.size() - 2) : part;
}

// A request goes to the address that was looked at.
static curl_slist* pinned(const std::string& url) {
    CURLU* parts = curl_url();
    curl_url_set(parts, CURLUPART_URL, url.c_str(), 0);
    const std::string host = part_of(parts, CURLUPART_HOST), port = part_of(parts, CURLUPART_PORT);
    curl_url_cleanup(parts);
    const std::string address = public_address(host);
    if (address.empty()) return nullptr;
    return curl_slist_append(nullptr, (host + ":" + port + ":" + address).c_str());
}

bool is_alive(const std::string& url) {
    curl_slist* const where = pinned(url);
    if (!where) return false;
    std::string body;
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http");
    curl_easy_setopt(curl, CURLOPT_RESOLVE, where);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(where);
    return code == CURLE_OK && status == 200;
}
