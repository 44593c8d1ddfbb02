/** Number plates as read and as registered: normalised, compared, and masked wherever people may look. */
@NullMarked
package com.parkhold.gate.plate;

import org.jspecify.annotations.NullMarked;
