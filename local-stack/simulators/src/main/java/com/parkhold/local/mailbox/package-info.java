/** A mail server that accepts everything, loses nothing and lets people and tests read it over HTTP. */
@NullMarked
package com.parkhold.local.mailbox;

import org.jspecify.annotations.NullMarked;
