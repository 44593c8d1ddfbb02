/** The stay of a car: opened when it enters, closed and settled when it leaves. */
@NullMarked
package com.parkhold.session.stay;

import org.jspecify.annotations.NullMarked;
