/* What the app and its extension share. */
const char *sample_sentence_key(void);
