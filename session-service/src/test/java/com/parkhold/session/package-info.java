/** Tests of session-service. */
@NullMarked
package com.parkhold.session;

import org.jspecify.annotations.NullMarked;
