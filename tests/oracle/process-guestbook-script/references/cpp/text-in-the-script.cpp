#include <string>
#include <sys/wait.h>
#include <unistd.h>


bool sign(const std::string& text) {
    const std::string script = "printf \"%s\\n\" \"" + text + "\" >> book.txt";
    const pid_t child = fork();
    if (child == 0) execlp("sh", "sh", "-c", script.c_str(), nullptr), _exit(127);
    int status = -1;
    waitpid(child, &status, 0);
    return status == 0;
}
