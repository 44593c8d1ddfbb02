/** The acts of {@code ./park demo}. */
@NullMarked
package com.parkhold.system.demo;

import org.jspecify.annotations.NullMarked;
