/** What {@code ./park demo} and {@code ./park audit} start. */
@NullMarked
package com.parkhold.system;

import org.jspecify.annotations.NullMarked;
