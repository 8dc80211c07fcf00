/* pythonw.exe: the same without a console. */
#include <windows.h>
#include <shellapi.h>

__declspec(dllimport) int Py_Main(int argc, wchar_t **argv);

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR command_line, int show)
{
    int argc = 0;
    LPWSTR *argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    return argv == NULL ? 1 : Py_Main(argc, argv);
}
