@NullMarked
package com.parkhold.common.inbox;

import org.jspecify.annotations.NullMarked;
