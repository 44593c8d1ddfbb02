/** The public edge: it routes, checks tokens and limits rates, and decides nothing. */
@NullMarked
package com.parkhold.gateway;

import org.jspecify.annotations.NullMarked;
