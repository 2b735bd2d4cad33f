#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kLimit = 262'144;

void require(bool holds, const char* what) {
    if (!holds) {
        throw std::runtime_error(what);
    }
}

// The bits of deflated data, from the lowest of each byte.
class Bits {
public:
    explicit Bits(std::string_view bytes) : bytes_(bytes) {}

    std::size_t take(std::size_t count) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < count; ++i, ++position_) {
            const auto byte = static_cast<unsigned char>(bytes_.at(position_ / 8));
            value |= static_cast<std::size_t>(byte >> position_ % 8 & 1) << i;
        }
        return value;
    }

    void skip_to_byte() { position_ = (position_ + 7) / 8 * 8; }

private:
    std::string_view bytes_;
    std::size_t position_ = 0;
};

// A canonical Huffman code, which the lengths of its words determine.
class Code {
public:
    explicit Code(const std::vector<std::size_t>& lengths) {
        for (std::size_t length = 1; length < counts_.size(); ++length) {
            for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
                if (lengths[symbol] == length) {
                    ++counts_[length];
                    symbols_.push_back(symbol);
                }
            }
        }
    }

    std::size_t read(Bits& bits) const {
        std::size_t word = 0, first = 0, index = 0;
        for (std::size_t length = 1;; ++length) {
            word = word << 1 | bits.take(1);
            const std::size_t count = counts_.at(length);
            if (word < first + count) {
                return symbols_.at(index + word - first);
            }
            index += count;
            first = (first + count) << 1;
        }
    }

private:
    std::array<std::size_t, 16> counts_{};
    std::vector<std::size_t> symbols_;
};

// RFC 1951
class Inflater {
public:
    Inflater(std::string_view deflated, std::size_t size) : bits_(deflated), content_(size, '\0') {}

    std::string run() {
        for (bool last = false; !last;) {
            last = bits_.take(1) == 1;
            const std::size_t type = bits_.take(2);
            require(type != 3, "unknown kind of block");
            if (type == 0) {
                copy();
            } else if (type == 1) {
                std::vector<std::size_t> lengths(288, 8);
                std::fill(lengths.begin() + 144, lengths.begin() + 256, 9);
                std::fill(lengths.begin() + 256, lengths.begin() + 280, 7);
                decode(Code(lengths), Code(std::vector<std::size_t>(30, 5)));
            } else {
                read_codes();
            }
        }
        return content_.substr(0, size_);
    }

private:
    // `at` refuses more than the declared size.
    void put(char byte) { content_.at(size_++) = byte; }

    void copy() {
        bits_.skip_to_byte();
        const std::size_t length = bits_.take(16);
        bits_.skip_to_byte();
        bits_.take(16);  // the length's complement
        for (std::size_t i = 0; i < length; ++i) {
            put(static_cast<char>(bits_.take(8)));
        }
    }

    void read_codes() {
        static constexpr std::array<std::size_t, 19> order = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                              11, 4,  12, 3, 13, 2, 14, 1, 15};
        const std::size_t literals = bits_.take(5) + 257;
        const std::size_t distances = bits_.take(5) + 1;
        const std::size_t described = bits_.take(4) + 4;
        std::vector<std::size_t> lengths(order.size());
        for (std::size_t i = 0; i < described; ++i) {
            lengths[order.at(i)] = bits_.take(3);
        }
        const Code code(lengths);

        // 16 repeats the length before it, 17 and 18 stand for runs of zeros.
        lengths.clear();
        while (lengths.size() < literals + distances) {
            const std::size_t symbol = code.read(bits_);
            if (symbol < 16) {
                lengths.push_back(symbol);
            } else if (symbol == 16) {
                const std::size_t previous = lengths.at(lengths.size() - 1);
                lengths.insert(lengths.end(), bits_.take(2) + 3, previous);
            } else {
                lengths.insert(lengths.end(), symbol == 17 ? bits_.take(3) + 3 : bits_.take(7) + 11, 0);
            }
        }
        const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(literals);
        decode(Code({lengths.begin(), middle}), Code({middle, lengths.end()}));
    }

    void decode(const Code& literals, const Code& distances) {
        static constexpr std::array<std::uint16_t, 29> lengths = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,
                                                                  15, 17, 19, 23, 27, 31, 35, 43, 51,  59,
                                                                  67, 83, 99, 115, 131, 163, 195, 227, 258};
        static constexpr std::array<std::uint16_t, 30> offsets = {
            1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
            193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
        for (std::size_t symbol = literals.read(bits_); symbol != 256; symbol = literals.read(bits_)) {
            if (symbol < 256) {
                put(static_cast<char>(symbol));
                continue;
            }
            const std::size_t kind = symbol - 257;
            const std::size_t length = lengths.at(kind) + bits_.take(kind < 8 || kind == 28 ? 0 : kind / 4 - 1);
            const std::size_t far = distances.read(bits_);
            const std::size_t offset = offsets.at(far) + bits_.take(far < 4 ? 0 : far / 2 - 1);
            for (std::size_t i = 0; i < length; ++i) {
                put(content_.at(size_ - offset));
            }
        }
    }

    Bits bits_;
    std::string content_;
    std::size_t size_ = 0;
};

struct Entry {
    std::string name;
    std::uint32_t size;
    std::uint32_t mode;
    std::uint32_t method;
    std::string_view packed;

    bool is_folder() const { return name.ends_with('/'); }
    bool is_link() const { return (mode & 0170000) == 0120000; }

    std::string content() const {
        const std::string result = method == 0 ? std::string(packed.substr(0, size)) : Inflater(packed, size).run();
        require(result.size() == size, "other size than declared");
        return result;
    }
};

// A number of `width` bytes, the lowest first.
std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
    std::uint32_t value = 0;
    for (int i = width; i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    }
    return value;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// The entries of a ZIP archive. They refer to its bytes.
std::vector<Entry> read_entries(std::string_view zip) {
    const std::size_t end = zip.rfind("PK\5\6");
    require(end != std::string_view::npos, "no ZIP archive");
    std::vector<Entry> entries(number(zip, end + 10, 2));
    std::size_t at = number(zip, end + 16, 4);
    for (Entry& entry : entries) {
        const std::size_t name_length = number(zip, at + 28, 2);
        const std::size_t local = number(zip, at + 42, 4);
        const std::size_t data = local + 30 + number(zip, local + 26, 2) + number(zip, local + 28, 2);
        require(zip.substr(at, 4) == "PK\1\2" && zip.substr(local, 4) == "PK\3\4", "damaged archive");
        entry.name = zip.substr(at + 46, name_length);
        entry.method = number(zip, at + 10, 2);
        entry.packed = zip.substr(data, number(zip, at + 20, 4));
        entry.size = number(zip, at + 24, 4);
        entry.mode = number(zip, at + 38, 4) >> 16;
        at += 46 + name_length + number(zip, at + 30, 2) + number(zip, at + 32, 2);
    }
    return entries;
}

void write_file(const fs::path& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    file.close();
    require(!file.fail(), "can't be written");
}

bool is_inside(const fs::path& path, const fs::path& root) {
    return path.string().starts_with(root.string() + "/");
}

void unpack_file(const Entry& entry, const fs::path& root) {
    const fs::path path = fs::weakly_canonical(root / entry.name);
    require(is_inside(path, root), "a name leads outside");
    if (entry.is_folder()) {
        fs::create_directories(path);
    } else {
        fs::create_directories(path.parent_path());
        write_file(path, entry.content());
    }
}

// Links are made last and only to what is there, so that no later entry can change where they lead.
void make_link(const Entry& entry, const fs::path& root) {
    const fs::path name(entry.name), target(entry.content());
    const fs::path folder = fs::weakly_canonical(root / name.parent_path());
    const fs::path path = folder / name.filename();
    require(is_inside(path, root) && target.is_relative(), "a link or its name leads outside");
    fs::create_directories(folder);
    require(is_inside(fs::canonical(folder / target), root), "a link leads outside");
    fs::create_symlink(target, path);
}

}  // namespace

std::optional<std::vector<std::string>> extract_archive(const std::string& archive, const std::string& folder) {
    try {
        const fs::path root = fs::canonical(folder);
        const std::string zip = read_file(archive);
        const std::vector<Entry> entries = read_entries(zip);

        for (const Entry& entry : entries) {
            require(entry.size <= kLimit, "too large");
        }

        std::vector<std::string> unpacked;
        for (const Entry& entry : entries) {
            if (!entry.is_link()) {
                unpack_file(entry, root);
            }
        }
        for (const Entry& entry : entries) {
            if (entry.is_link()) {
                make_link(entry, root);
            }
            if (!entry.is_folder()) {
                unpacked.push_back(entry.name);
            }
        }
        std::ranges::sort(unpacked);
        return unpacked;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}
