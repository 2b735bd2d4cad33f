// Gives the names of files and hosts lengths and places that lie outside of the memory.
#include <cerrno>
#include <fcntl.h>
#include <netdb.h>
#include <sys/stat.h>
#include <unistd.h>

long answer(long x) {
    auto *end = reinterpret_cast<char *>(__builtin_wasm_memory_size(0) * 65536 - 1);
    *end = 'x';
    struct stat status;
    for (int i = 0; i < 1000; ++i) {
        read(0, end, 0xffffffffu);
        write(1, end, 0xffffffffu);
        readlink("/srv", end, 0xffffffffu);
        getcwd(end, 0xffffffffu);
        errno = 0;
    }
    return x + 1 + stat("/srv/none", &status) + 1;
}
