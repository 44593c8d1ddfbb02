/** How due deadlines are run. */
@NullMarked
package com.parkhold.noshow.config;

import org.jspecify.annotations.NullMarked;
