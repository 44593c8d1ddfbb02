@NullMarked
package com.parkhold.common.problem;

import org.jspecify.annotations.NullMarked;
