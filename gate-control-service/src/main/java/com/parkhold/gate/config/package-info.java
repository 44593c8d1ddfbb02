/** How the service is wired: what is public, the local files, the schema that must not hold up a start. */
@NullMarked
package com.parkhold.gate.config;

import org.jspecify.annotations.NullMarked;
