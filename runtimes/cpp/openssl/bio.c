/// Streams: memory, files, and base64 on top of one of them.
#include "algorithms.h"

#include <openssl/err.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct bio_method_st {
    int is_base64;
};
static const BIO_METHOD memory_method, base64_method = {1};

struct bio_st {
    const BIO_METHOD *method;
    BIO *next;
    int flags, end, keep;
    /// Memory: what can be read. Base64: decoded bytes to read.
    BUF_MEM *memory;
    size_t at;
    /// Base64: bytes to write that don't fill a line yet.
    struct bytes unwritten;
    int decoded;
    FILE *file;
};

const BIO_METHOD *BIO_s_mem(void) { return &memory_method; }
const BIO_METHOD *BIO_s_secmem(void) { return &memory_method; }
const BIO_METHOD *BIO_f_base64(void) { return &base64_method; }

BUF_MEM *BUF_MEM_new(void) { return calloc(1, sizeof(BUF_MEM)); }

void BUF_MEM_free(BUF_MEM *memory) {
    if (memory)
        free(memory->data);
    free(memory);
}

size_t BUF_MEM_grow(BUF_MEM *memory, size_t length) {
    if (length > memory->max) {
        size_t room = length * 2 + 16;
        char *grown = realloc(memory->data, room);
        if (!grown)
            return 0;
        memory->data = grown;
        memory->max = room;
    }
    if (length > memory->length)
        memset(memory->data + memory->length, 0, length - memory->length);
    memory->length = length;
    return length;
}

static int append(BIO *bio, const void *data, size_t length) {
    size_t old = bio->memory->length;
    if (length && !BUF_MEM_grow(bio->memory, old + length))
        return -1;
    if (length)
        memcpy(bio->memory->data + old, data, length);
    return length;
}

BIO *BIO_new(const BIO_METHOD *method) {
    BIO *bio = calloc(1, sizeof *bio);
    if (!bio || !(bio->memory = BUF_MEM_new())) {
        free(bio);
        return NULL;
    }
    bio->method = method;
    bio->end = -1;
    return bio;
}

BIO *BIO_new_mem_buf(const void *data, int length) {
    BIO *bio = BIO_new(&memory_method);
    if (bio) {
        append(bio, data, length < 0 ? strlen(data) : (size_t)length);
        bio->end = 0;
    }
    return bio;
}

BIO *BIO_new_fp(FILE *file, int close) {
    BIO *bio = BIO_new(&memory_method);
    if (bio) {
        bio->file = file;
        bio->keep = close == BIO_NOCLOSE;
    }
    return bio;
}

BIO *BIO_new_file(const char *name, const char *mode) {
    FILE *file = fopen(name, mode);
    return file ? BIO_new_fp(file, BIO_CLOSE) : NULL;
}

BIO *BIO_push(BIO *bio, BIO *next) {
    BIO *last = bio;
    while (last && last->next)
        last = last->next;
    if (last)
        last->next = next;
    return bio ? bio : next;
}

BIO *BIO_pop(BIO *bio) {
    BIO *next = bio->next;
    bio->next = NULL;
    return next;
}

BIO *BIO_next(BIO *bio) { return bio->next; }

int BIO_free(BIO *bio) {
    if (!bio)
        return 0;
    if (bio->file && !bio->keep)
        fclose(bio->file);
    // Memory that isn't to be closed belongs to who asked for it.
    if (bio->file || !bio->keep)
        BUF_MEM_free(bio->memory);
    bytes_clear(&bio->unwritten);
    free(bio);
    return 1;
}

void BIO_vfree(BIO *bio) { BIO_free(bio); }

void BIO_free_all(BIO *bio) {
    while (bio) {
        BIO *next = bio->next;
        BIO_free(bio);
        bio = next;
    }
}

static int take(BIO *bio, void *out, int length) {
    size_t left = bio->memory->length - bio->at;
    if ((size_t)length > left)
        length = left;
    if (length)
        memcpy(out, bio->memory->data + bio->at, length);
    bio->at += length;
    return length;
}

/// Decodes all that is below. Lines must end unless the flag says that there are none.
static void decode_below(BIO *bio) {
    struct bytes text = {0};
    char block[512];
    for (int got; bio->next && (got = BIO_read(bio->next, block, sizeof block)) > 0;)
        bytes_add(&text, block, got);
    bio->decoded = 1;
    unsigned char *out = malloc(text.length + 4);
    int length = 0;
    if (out && bio->flags & BIO_FLAGS_BASE64_NO_NL) {
        length = EVP_DecodeBlock(out, text.data, text.length);
        while (text.length && text.data[text.length - 1] <= ' ')
            text.length--;
        for (size_t i = text.length; length > 0 && i && i + 2 >= text.length && text.data[i - 1] == '='; i--)
            length--;
    } else if (out && text.length && memchr(text.data, '\n', text.length)) {
        EVP_ENCODE_CTX *lines = EVP_ENCODE_CTX_new();
        if (EVP_DecodeUpdate(lines, out, &length, text.data, text.length) < 0)
            length = 0;
        EVP_ENCODE_CTX_free(lines);
    }
    append(bio, out, length > 0 ? length : 0);
    free(out);
    bytes_clear(&text);
}

int BIO_read(BIO *bio, void *out, int length) {
    if (!bio || length <= 0)
        return 0;
    if (bio->file)
        return fread(out, 1, length, bio->file);
    if (bio->method->is_base64 && !bio->decoded)
        decode_below(bio);
    int got = take(bio, out, length);
    return got ? got : bio->method->is_base64 ? 0 : bio->end;
}

int BIO_gets(BIO *bio, char *out, int length) {
    int count = 0;
    while (count + 1 < length && BIO_read(bio, out + count, 1) == 1)
        if (out[count++] == '\n')
            break;
    out[count] = 0;
    return count;
}

/// Writes whole lines, or all that is left, as base64.
static void write_base64(BIO *bio, int all) {
    int plain = bio->flags & BIO_FLAGS_BASE64_NO_NL;
    struct bytes *left = &bio->unwritten;
    size_t each = plain ? left->length - (all ? 0 : left->length % 3) : 48, used = 0;
    while (each && (left->length - used >= each || (all && left->length > used))) {
        size_t part = left->length - used < each ? left->length - used : each;
        unsigned char *line = malloc(part / 3 * 4 + 8);
        int length = line ? EVP_EncodeBlock(line, left->data + used, part) : 0;
        if (line && !plain)
            line[length++] = '\n';
        if (bio->next)
            BIO_write(bio->next, line, length);
        free(line);
        used += part;
    }
    left->length -= used;
    if (used)
        memmove(left->data, left->data + used, left->length);
}

int BIO_write(BIO *bio, const void *data, int length) {
    if (!bio || length <= 0)
        return 0;
    if (bio->file)
        return fwrite(data, 1, length, bio->file);
    if (!bio->method->is_base64)
        return append(bio, data, length);
    bytes_add(&bio->unwritten, data, length);
    write_base64(bio, 0);
    return length;
}

int BIO_puts(BIO *bio, const char *text) { return BIO_write(bio, text, strlen(text)); }

int BIO_printf(BIO *bio, const char *format, ...) {
    char *text;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return -1;
    length = BIO_write(bio, text, length);
    free(text);
    return length;
}

long BIO_ctrl(BIO *bio, int command, long number, void *data) {
    if (!bio)
        return 0;
    if (command == BIO_CTRL_FLUSH) {
        if (bio->file)
            return fflush(bio->file) == 0;
        if (bio->method->is_base64)
            write_base64(bio, 1);
        return bio->next ? BIO_ctrl(bio->next, command, number, data) : 1;
    }
    if (bio->method->is_base64 && bio->next && command != BIO_CTRL_RESET && command != BIO_CTRL_PENDING)
        return BIO_ctrl(bio->next, command, number, data);
    switch (command) {
    case BIO_CTRL_RESET:
        bio->memory->length = bio->at = bio->decoded = bio->unwritten.length = 0;
        return 1;
    case BIO_CTRL_EOF:
        return bio->memory->length == bio->at;
    case BIO_CTRL_SET_CLOSE:
        bio->keep = number == BIO_NOCLOSE;
        return 1;
    case BIO_CTRL_PENDING:
        return bio->memory->length - bio->at;
    case BIO_C_GET_BUF_MEM_PTR:
        *(BUF_MEM **)data = bio->memory;
        return 1;
    case BIO_CTRL_INFO:
        *(char **)data = bio->memory->data + bio->at;
        return bio->memory->length - bio->at;
    case BIO_C_SET_BUF_MEM_EOF_RETURN:
        bio->end = number;
        return 1;
    }
    return 0;
}

size_t BIO_ctrl_pending(BIO *bio) { return BIO_ctrl(bio, BIO_CTRL_PENDING, 0, NULL); }
void BIO_set_flags(BIO *bio, int flags) { bio->flags |= flags; }
void BIO_clear_flags(BIO *bio, int flags) { bio->flags &= ~flags; }
int BIO_test_flags(const BIO *bio, int flags) { return bio->flags & flags; }

void ERR_print_errors(BIO *bio) {
    for (unsigned long code; (code = ERR_get_error());)
        BIO_printf(bio, "%s\n", ERR_error_string(code, NULL));
}
