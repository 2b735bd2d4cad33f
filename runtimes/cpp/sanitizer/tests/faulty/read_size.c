// expect: stack-overflow
#include <fcntl.h>
#include <unistd.h>
int main(void) {
    char bytes[8];
    int fd = open("/tmp/bytes", O_RDWR | O_CREAT, 0600);
    write(fd, "more than eight", 15);
    lseek(fd, 0, SEEK_SET);
    return (int)read(fd, bytes, 100);
}
