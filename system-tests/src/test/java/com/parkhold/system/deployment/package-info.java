/** The files that deploy the platform agree with each other, with the services and with docs/architecture.md. */
@NullMarked
package com.parkhold.system.deployment;

import org.jspecify.annotations.NullMarked;
