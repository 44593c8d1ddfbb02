/** Tests of the shared kernel, and a small service that uses all of it. */
@NullMarked
package com.parkhold.common;

import org.jspecify.annotations.NullMarked;
