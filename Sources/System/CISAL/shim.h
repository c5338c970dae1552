// Intel's storage library: inflate, deflate and CRC-32 (Debian: libisal-dev).
#include <isa-l.h>
