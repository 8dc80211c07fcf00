/* icuuc.dll: Windows has had ICU since version 1703, and Qt6Core.dll imports its converters; Wine has none. This one
 * has no converter: Qt uses its own for UTF-8, UTF-16, UTF-32, Latin-1 and the code page of the system.
 * The signatures are those of ICU's unicode/ucnv.h. */
#include <stddef.h>
#include <stdint.h>

typedef int32_t UErrorCode; /* up to 0: no error */
enum { U_FILE_ACCESS_ERROR = 4, U_UNSUPPORTED_ERROR = 16 };

#define API __declspec(dllexport)

static void fail(UErrorCode *error, UErrorCode reason)
{
    if (error != NULL && *error <= 0)
        *error = reason;
}

API void *ucnv_open(const char *name, UErrorCode *error)
{
    fail(error, U_FILE_ACCESS_ERROR);
    return NULL;
}

API void ucnv_close(void *converter) {}
API void ucnv_reset(void *converter) {}
API int8_t ucnv_getMaxCharSize(const void *converter) { return 1; }
API int32_t ucnv_countAvailable(void) { return 0; }
API const char *ucnv_getAvailableName(int32_t index) { return NULL; }

API const char *ucnv_getName(const void *converter, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
    return NULL;
}

API const char *ucnv_getStandardName(const char *name, const char *standard, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
    return NULL;
}

API void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
API void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}

API void ucnv_getToUCallBack(const void *converter, void **action, const void **context)
{
    *action = NULL;
    *context = NULL;
}

API void ucnv_getFromUCallBack(const void *converter, void **action, const void **context)
{
    *action = NULL;
    *context = NULL;
}

API void ucnv_setToUCallBack(void *converter, void *action, const void *context, void **old_action,
                             const void **old_context, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
}

API void ucnv_setFromUCallBack(void *converter, void *action, const void *context, void **old_action,
                               const void **old_context, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
}

API void ucnv_cbToUWriteUChars(void *arguments, const void *source, int32_t length, int32_t offset, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
}

API void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *end, int32_t offset,
                                 UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
}

API void ucnv_toUnicode(void *converter, void **target, const void *target_end, const char **source,
                        const char *source_end, int32_t *offsets, int8_t flush, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
}

API void ucnv_fromUnicode(void *converter, char **target, const char *target_end, const void **source,
                          const void *source_end, int32_t *offsets, int8_t flush, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
}

API int32_t ucnv_toUCountPending(const void *converter, UErrorCode *error)
{
    fail(error, U_UNSUPPORTED_ERROR);
    return 0;
}
