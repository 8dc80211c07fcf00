/* bcryptprimitives.dll, which Wine 8 lacks: the one function of it that cryptography imports. */
#include <stddef.h>

/* RtlGenRandom of advapi32.dll [documented by Microsoft]: random bytes; zero means failure. */
unsigned char __stdcall SystemFunction036(void *buffer, unsigned long length);

__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *buffer, size_t length)
{
    const size_t most = 1 << 16;
    while (length > 0) {
        size_t part = length < most ? length : most;
        if (!SystemFunction036(buffer, (unsigned long)part))
            return 0;
        buffer += part;
        length -= part;
    }
    return 1;
}
