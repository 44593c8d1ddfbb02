/** QR tickets: signed by reservation-service, verified here without asking anybody. */
@NullMarked
package com.parkhold.gate.qr;

import org.jspecify.annotations.NullMarked;
