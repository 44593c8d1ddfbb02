/** What the gate is set to from outside. */
@NullMarked
package com.parkhold.gate.settings;

import org.jspecify.annotations.NullMarked;
