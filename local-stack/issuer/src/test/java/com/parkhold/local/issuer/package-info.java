@NullMarked
package com.parkhold.local.issuer;

import org.jspecify.annotations.NullMarked;
