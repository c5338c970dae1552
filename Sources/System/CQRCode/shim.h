// libqrencode: QR codes (Debian: libqrencode-dev).
#include <qrencode.h>
