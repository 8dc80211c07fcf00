/* python3.dll: has no code of its own. Its definition file forwards each name to the DLL of one version of Python. */
int __stdcall DllMainCRTStartup(void *module, unsigned long reason, void *reserved)
{
    return 1;
}
