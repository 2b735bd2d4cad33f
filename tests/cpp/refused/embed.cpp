// CompileError 3: '/etc/passwd' file not found
const unsigned char bytes[] = {
#embed "/etc/passwd"
};
int answer(int x) { return bytes[x]; }
