#include <curl/curl.h>
#include <string>

static size_t append(char* data, size_t size, size_t count, void* text) {
    static_cast<std::string*>(text)->append(data, size * count);
    return size * count;
}

int balance(const std::string& token) {
    std::string body;
    CURL* curl = curl_easy_init();
    const std::string url = "https://bank.example/balance?token=" + token;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    return std::stoi(body);
}
