/** Binds the local accounts to Spring Authorization Server. */
@NullMarked
package com.parkhold.local.issuer.config;

import org.jspecify.annotations.NullMarked;
