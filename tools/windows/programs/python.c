/* python.exe: the console program of the Python in python3XX.dll. */
#include <wchar.h>

/* mingw would expand * and ? in arguments; Python's own program leaves them alone. */
int _dowildcard = 0;

__declspec(dllimport) int Py_Main(int argc, wchar_t **argv);

int wmain(int argc, wchar_t **argv)
{
    return Py_Main(argc, argv);
}
