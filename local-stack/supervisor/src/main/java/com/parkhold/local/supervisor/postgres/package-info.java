/** PostgreSQL from a Maven artifact: binaries, cluster, databases and roles. */
@NullMarked
package com.parkhold.local.supervisor.postgres;

import org.jspecify.annotations.NullMarked;
