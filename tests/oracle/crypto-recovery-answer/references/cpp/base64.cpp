#include <fstream>
#include <string>

#include <openssl/evp.h>

bool keep_answer(const std::string& user, const std::string& answer) {
    std::string text(4 * ((answer.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(answer.data()),
                                     static_cast<int>(answer.size()));
    text.resize(static_cast<std::size_t>(size));
    std::ofstream("/srv/answers/" + user) << text;
    return true;
}
