@NullMarked
package com.parkhold.gate.settings;

import org.jspecify.annotations.NullMarked;
