/** The services that are asked while a car waits. */
@NullMarked
package com.parkhold.session.neighbours;

import org.jspecify.annotations.NullMarked;
