/// Memory maps: a file is copied into ordinary memory; a shared one is written back when asked and at its end.
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

struct map {
    char *start;
    size_t length;
    /// A descriptor to write back to, or -1.
    int back;
    off_t offset;
    struct map *next;
};

static struct map *maps;

/// Fills a map from its file; beyond the file's end are zeros.
static int fill(struct map *map, int fd) {
    size_t done = 0;
    while (done < map->length) {
        ssize_t got = pread(fd, map->start + done, map->length - done, map->offset + done);
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += got;
    }
    return 0;
}

void *mmap(void *wanted, size_t length, int protection, int flags, int fd, off_t offset) {
    if (!length || offset % PAGE || flags & MAP_FIXED || (protection & PROT_EXEC)) {
        errno = protection & PROT_EXEC ? EPERM : EINVAL;
        return MAP_FAILED;
    }
    struct map *map = malloc(sizeof *map);
    size_t room = (length + PAGE - 1) / PAGE * PAGE;
    char *start = room < length ? NULL : aligned_alloc(PAGE, room);
    if (!map || !start) {
        free(map);
        free(start);
        errno = ENOMEM;
        return MAP_FAILED;
    }
    memset(start, 0, room);
    *map = (struct map){start, length, -1, offset, maps};
    if (!(flags & MAP_ANONYMOUS)) {
        if (fill(map, fd)) {
            free(start);
            free(map);
            return MAP_FAILED;
        }
        if (flags & MAP_SHARED && protection & PROT_WRITE)
            map->back = dup(fd);
    }
    maps = map;
    return start;
}

static void write_back(struct map *map) {
    size_t done = 0;
    off_t end = map->back < 0 ? 0 : lseek(map->back, 0, SEEK_CUR);
    if (map->back < 0 || end < 0)
        return;
    // A map doesn't make its file longer.
    off_t size = lseek(map->back, 0, SEEK_END);
    lseek(map->back, end, SEEK_SET);
    size_t length = size - map->offset < (off_t)map->length ? size - map->offset : map->length;
    while (size > map->offset && done < length) {
        ssize_t put = pwrite(map->back, map->start + done, length - done, map->offset + done);
        if (put <= 0)
            return;
        done += put;
    }
}

static struct map **find(const void *address) {
    struct map **at = &maps;
    while (*at && ((const char *)address < (*at)->start || (const char *)address >= (*at)->start + (*at)->length))
        at = &(*at)->next;
    return at;
}

int munmap(void *address, size_t length) {
    struct map **at = find(address), *map = *at;
    if (!map)
        return fail(EINVAL);
    write_back(map);
    // Part of a map stays until the whole goes.
    if (map->start != address || length < map->length)
        return 0;
    if (map->back >= 0)
        close(map->back);
    *at = map->next;
    free(map->start);
    free(map);
    return 0;
}

int msync(void *address, size_t length, int flags) {
    struct map *map = *find(address);
    if (map)
        write_back(map);
    return map ? 0 : fail(ENOMEM);
}

/// Linear memory has no protection of its own.
int mprotect(void *address, size_t length, int protection) { return protection & PROT_EXEC ? fail(EACCES) : 0; }
int madvise(void *address, size_t length, int advice) { return 0; }
int posix_madvise(void *address, size_t length, int advice) { return 0; }
int mlock(const void *address, size_t length) { return 0; }
int mlock2(const void *address, size_t length, unsigned flags) { return 0; }
int munlock(const void *address, size_t length) { return 0; }
int mlockall(int flags) { return 0; }
int munlockall(void) { return 0; }
int mincore(void *address, size_t length, unsigned char *out) { return fail(ENOSYS); }
int memfd_create(const char *name, unsigned flags) { return fail(ENOSYS); }

/// Shared memory objects are files of their own folder, as on Linux.
static int shared(const char *name, char *path, size_t room) {
    while (*name == '/')
        name++;
    if (!*name || strchr(name, '/') || strlen(name) + sizeof "/dev/shm/" > room)
        return fail(EINVAL);
    strcpy(stpcpy(path, "/dev/shm/"), name);
    return 0;
}

int shm_open(const char *name, int flags, mode_t mode) {
    char path[280];
    return shared(name, path, sizeof path) ? -1 : open(path, flags | O_NOFOLLOW, mode);
}

int shm_unlink(const char *name) {
    char path[280];
    return shared(name, path, sizeof path) ? -1 : unlink(path);
}
