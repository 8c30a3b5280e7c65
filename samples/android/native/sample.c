/* The whole native side. No NDK header is at hand where this is built, so the one slot that we need of the JNI function
   table is named here: NewStringUTF is number 167, since JNI 1.1 and for ever (Java Native Interface Specification, chapter 4). */

enum { NEW_STRING_UTF = 167 };

typedef void *(*new_string_utf)(void ***env, const char *bytes);

__attribute__((visibility("default")))
void *Java_com_example_mobiledist_sample_MainActivity_abi(void ***env, void *type)
{
    (void)type;
    return ((new_string_utf)(*env)[NEW_STRING_UTF])(env, ABI);
}
