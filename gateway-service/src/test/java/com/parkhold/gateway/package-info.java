@NullMarked
package com.parkhold.gateway;

import org.jspecify.annotations.NullMarked;
