/** Passes from reservation and inventory events; what happens to them as gate events. */
@NullMarked
package com.parkhold.gate.pass.messaging;

import org.jspecify.annotations.NullMarked;
