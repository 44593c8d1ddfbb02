@NullMarked
package com.parkhold.gateway.limit;

import org.jspecify.annotations.NullMarked;
