/** What is published, who answers it, and who may ask. */
@NullMarked
package com.parkhold.gateway.routing;

import org.jspecify.annotations.NullMarked;
