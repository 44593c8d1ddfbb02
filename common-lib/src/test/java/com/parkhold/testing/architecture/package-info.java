/** The rules of the code's structure, run by every service. */
@NullMarked
package com.parkhold.testing.architecture;

import org.jspecify.annotations.NullMarked;
