// expect: clean
#include <clocale>
#include <cwchar>
#include <iostream>
#include <locale>
#include <string>
int main() {
    wchar_t wide[32], copy[32];
    char narrow[32];
    std::size_t length = std::mbstowcs(wide, "plain text", 32);
    std::wcscpy(copy, wide);
    std::wcsncat(copy, L"!!", 1);
    std::wcstombs(narrow, copy, sizeof narrow);
    std::wmemset(wide, L'x', 5);
    std::cout << length << narrow << std::wcslen(copy) << std::wcscmp(wide, copy) << std::toupper('a', std::locale()) << '\n';
    std::wcout << L"wide output\n";
}
