// libmagic, the library of file(1) (Debian: libmagic-dev).
#include <magic.h>
