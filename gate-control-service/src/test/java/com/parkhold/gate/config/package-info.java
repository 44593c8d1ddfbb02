@NullMarked
package com.parkhold.gate.config;

import org.jspecify.annotations.NullMarked;
