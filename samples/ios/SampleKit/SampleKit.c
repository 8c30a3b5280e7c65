#include "SampleKit.h"

__attribute__((visibility("default")))
const char *sample_sentence_key(void)
{
    return "sentence";
}
