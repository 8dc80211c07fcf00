/* desktop.exe: keeps the desktop open until its standard input ends. Wine closes it with its last window, and the next
 * program that needs it starts a new one, which inherits the streams of that program and never closes them. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
    GetDesktopWindow();
    puts("ready");
    fflush(stdout);
    while (getchar() != EOF)
        ;
    return 0;
}
