@NullMarked
package com.parkhold.system.audit;

import org.jspecify.annotations.NullMarked;
