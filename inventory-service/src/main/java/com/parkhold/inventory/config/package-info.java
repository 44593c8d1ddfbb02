/** How the service is put together: what is public, what runs on a schedule, how it is tuned. */
@NullMarked
package com.parkhold.inventory.config;

import org.jspecify.annotations.NullMarked;
