#include <optional>
#include <curl/curl.h>
#include <string>

static constexpr size_t limit = 65536;

static size_t append(char* data, size_t size, size_t count, void* text) {
    std::string& body = *static_cast<std::string*>(text);
    if (body.size() + size * count > limit) return CURL_WRITEFUNC_ERROR;
    body.append(data, size * count);
    return size * count;
}

std::optional<std::string> short_text(const std::string& url) {
    std::string body;
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    if (code != CURLE_OK || status != 200) return std::nullopt;
    return body;
}
