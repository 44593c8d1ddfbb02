@NullMarked
package com.parkhold.gateway.routing;

import org.jspecify.annotations.NullMarked;
