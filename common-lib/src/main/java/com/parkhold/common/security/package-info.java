/** Who calls: token claims as a value, the filter chain of every servlet service, tokens for calls between services. */
@NullMarked
package com.parkhold.common.security;

import org.jspecify.annotations.NullMarked;
