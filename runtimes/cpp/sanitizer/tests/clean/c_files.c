// expect: clean
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
int main(void) {
    char bytes[100], *line = NULL;
    size_t size = 0;
    FILE *file = fopen("/tmp/c.txt", "w+");
    for (int i = 0; i < 50; i++) fprintf(file, "line %d\n", i);
    rewind(file);
    int lines = 0;
    while (getline(&line, &size, file) > 0) lines++;
    free(line);
    rewind(file);
    size_t got = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    int fd = open("/tmp/c.txt", O_RDONLY);
    ssize_t count = read(fd, bytes, sizeof bytes);
    struct stat status;
    fstat(fd, &status);
    close(fd);
    mkdir("/tmp/folder", 0700);
    DIR *folder = opendir("/tmp");
    int entries = 0;
    while (readdir(folder)) entries++;
    closedir(folder);
    printf("%d %zu %zd %d %d\n", lines, got, count, (int)status.st_size, entries);
    return fread(bytes, 1, 1000, stdin) == 0 ? 0 : 1;
}
