// libcurl: a redirect, which protocols, files, callbacks that watch the connection, TLS.
#include <arpa/inet.h>
#include <cstdio>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string>

static size_t append(char *data, size_t size, size_t count, void *text) {
    static_cast<std::string *>(text)->append(data, size * count);
    return size * count;
}

struct Fetch {
    CURL *curl = curl_easy_init();
    std::string body, head;
    char error[CURL_ERROR_SIZE] = "";

    explicit Fetch(const char *url) {
        curl_easy_setopt(curl, CURLOPT_URL, url);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, append);
        curl_easy_setopt(curl, CURLOPT_HEADERDATA, &head);
        curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    }
    ~Fetch() { curl_easy_cleanup(curl); }

    void run(const char *name) {
        CURLcode code = curl_easy_perform(curl);
        long status = 0, redirects = 0;
        char *url = nullptr, *ip = nullptr;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(curl, CURLINFO_REDIRECT_COUNT, &redirects);
        curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &url);
        curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &ip);
        printf("%s: %d (%s) %ld after %ld at %s [%s]: %s\n", name, code, error, status, redirects, url, ip, body.c_str());
    }
};

static curl_socket_t public_only(void *, curlsocktype, curl_sockaddr *address) {
    auto *in = reinterpret_cast<sockaddr_in *>(&address->addr);
    unsigned ip = ntohl(in->sin_addr.s_addr);
    if (ip >> 24 == 127 || ip >> 16 == 0xa9fe)
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype, address->protocol);
}

static int refuse(void *, char *ip, char *, int, int) {
    printf("asked of %s\n", ip);
    return CURL_PREREQFUNC_ABORT;
}

int main() {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Fetch("http://api.example.com/v1/hello").run("plain");
    {
        Fetch followed("http://api.example.com/v1/away");
        followed.run("not followed");
        followed.body.clear();
        curl_easy_setopt(followed.curl, CURLOPT_FOLLOWLOCATION, 1L);
        followed.run("followed");
    }
    {
        Fetch guarded("http://api.example.com/v1/away");
        curl_easy_setopt(guarded.curl, CURLOPT_FOLLOWLOCATION, 1L);
        curl_easy_setopt(guarded.curl, CURLOPT_OPENSOCKETFUNCTION, public_only);
        guarded.run("guarded");
    }
    {
        Fetch to_file("http://api.example.com/v1/file");
        curl_easy_setopt(to_file.curl, CURLOPT_FOLLOWLOCATION, 1L);
        to_file.run("redirect to a file");
    }
    Fetch("file:///etc/hostname").run("file");
    {
        Fetch no_files("file:///etc/hostname");
        curl_easy_setopt(no_files.curl, CURLOPT_PROTOCOLS_STR, "http,https");
        no_files.run("no files");
    }
    Fetch("http://0x7f.1:8080/").run("loopback by number");
    {
        Fetch asked("http://api.example.com/v1/hello");
        curl_easy_setopt(asked.curl, CURLOPT_PREREQFUNCTION, refuse);
        asked.run("asked");
    }
    {
        Fetch posted("http://api.example.com/v1/echo");
        curl_slist *fields = curl_slist_append(nullptr, "X-Token: abc");
        curl_easy_setopt(posted.curl, CURLOPT_POSTFIELDS, "a=1&b=2");
        curl_easy_setopt(posted.curl, CURLOPT_HTTPHEADER, fields);
        curl_easy_setopt(posted.curl, CURLOPT_USERAGENT, "test/1");
        posted.run("posted");
        curl_slist_free_all(fields);
    }
    Fetch("https://api.example.com/v1/hello").run("secure");
    Fetch("https://self.example.com/").run("self-signed");
    {
        Fetch unchecked("https://self.example.com/");
        curl_easy_setopt(unchecked.curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(unchecked.curl, CURLOPT_SSL_VERIFYHOST, 0L);
        unchecked.run("unchecked");
    }
    {
        Fetch slow("http://silent.example.com/");
        curl_easy_setopt(slow.curl, CURLOPT_CONNECTTIMEOUT, 2L);
        slow.run("slow");
    }
    Fetch("http://nowhere.example/").run("unknown");
    {
        Fetch given("http://nowhere.example/v1/hello");
        curl_slist *resolved = curl_slist_append(nullptr, "nowhere.example:80:203.0.113.10");
        curl_easy_setopt(given.curl, CURLOPT_RESOLVE, resolved);
        given.run("given address");
        curl_slist_free_all(resolved);
    }
    CURLU *url = curl_url();
    char *host = nullptr, *whole = nullptr;
    curl_url_set(url, CURLUPART_URL, "http://user@2130706433:81/a/../b?q#f", 0);
    curl_url_get(url, CURLUPART_HOST, &host, 0);
    curl_url_set(url, CURLUPART_URL, "c/d", 0);
    curl_url_get(url, CURLUPART_URL, &whole, 0);
    printf("url %s %s %d\n", host, whole, curl_url_set(url, CURLUPART_URL, "http://a b/", 0));
    curl_free(host);
    curl_free(whole);
    curl_url_cleanup(url);
}
