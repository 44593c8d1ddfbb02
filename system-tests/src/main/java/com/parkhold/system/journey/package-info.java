/** Drivers, cars and lots as the demo and the system tests need them, in the words of the domain. */
@NullMarked
package com.parkhold.system.journey;

import org.jspecify.annotations.NullMarked;
