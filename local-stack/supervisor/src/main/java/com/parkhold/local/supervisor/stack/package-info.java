/** What the local stack consists of: ports, secrets, lanes, parts and their environment. */
@NullMarked
package com.parkhold.local.supervisor.stack;

import org.jspecify.annotations.NullMarked;
