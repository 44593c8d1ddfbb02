/** Deadlines of reservations: holds that end, cars that do not come. Triggers; the owner decides. */
@NullMarked
package com.parkhold.noshow;

import org.jspecify.annotations.NullMarked;
