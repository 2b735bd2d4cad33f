/// Functions that move bytes between memory and files. What is read is often shorter than the memory a program claims
/// to have, which is no fault: so they read as much as there is room for, and only more to come is a fault.
#include "intercept.h"
#include <stdio.h>
#include <sys/types.h>

static _Noreturn void report_overrun(void *memory, size_t room, size_t size) {
    report_access((uintptr_t)memory + room, size, true);
}

INTERCEPT(size_t, fread, void *memory, size_t size, size_t count, FILE *file) {
    size_t bytes;
    if (__builtin_mul_overflow(size, count, &bytes)) bytes = SIZE_MAX;
    size_t room = accessible((uintptr_t)memory, bytes);
    if (room == bytes) return __real_fread(memory, size, count, file);
    size_t got = __real_fread(memory, 1, room, file);
    if (got == room && getc(file) != EOF) report_overrun(memory, room, bytes);
    return got / size;
}

INTERCEPT(size_t, fwrite, const void *memory, size_t size, size_t count, FILE *file) {
    size_t bytes;
    if (__builtin_mul_overflow(size, count, &bytes)) bytes = SIZE_MAX;
    check_read(memory, bytes);
    return __real_fwrite(memory, size, count, file);
}

INTERCEPT(ssize_t, read, int fd, void *memory, size_t size) {
    size_t room = accessible((uintptr_t)memory, size);
    if (room == size) return __real_read(fd, memory, size);
    ssize_t got = __real_read(fd, memory, room);
    char more;
    if (got == (ssize_t)room && __real_read(fd, &more, 1) == 1) report_overrun(memory, room, size);
    return got;
}

INTERCEPT(ssize_t, pread, int fd, void *memory, size_t size, off_t offset) {
    size_t room = accessible((uintptr_t)memory, size);
    if (room == size) return __real_pread(fd, memory, size, offset);
    ssize_t got = __real_pread(fd, memory, room, offset);
    char more;
    if (got == (ssize_t)room && __real_pread(fd, &more, 1, offset + got) == 1) report_overrun(memory, room, size);
    return got;
}

INTERCEPT(ssize_t, write, int fd, const void *memory, size_t size) {
    check_read(memory, size);
    return __real_write(fd, memory, size);
}

INTERCEPT(ssize_t, pwrite, int fd, const void *memory, size_t size, off_t offset) {
    check_read(memory, size);
    return __real_pwrite(fd, memory, size, offset);
}

INTERCEPT(char *, fgets, char *line, int size, FILE *file) {
    if (size <= 0) return __real_fgets(line, size, file);
    size_t length = 0;
    for (int character; length + 1 < (size_t)size && (character = getc(file)) != EOF;) {
        check_write(line + length, 2);
        line[length++] = (char)character;
        if (character == '\n') break;
    }
    if (length == 0 && size > 1) return NULL;
    check_write(line + length, 1);
    line[length] = '\0';
    return line;
}

static void check_line_target(char **line, size_t *size) {
    check_write(line, sizeof *line);
    check_write(size, sizeof *size);
    if (*line) check_write(*line, *size);
}

INTERCEPT(ssize_t, getdelim, char **line, size_t *size, int delimiter, FILE *file) {
    check_line_target(line, size);
    return __real_getdelim(line, size, delimiter, file);
}

INTERCEPT(ssize_t, getline, char **line, size_t *size, FILE *file) {
    check_line_target(line, size);
    return __real_getline(line, size, file);
}
