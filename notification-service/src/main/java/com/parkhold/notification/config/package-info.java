/** When deliveries are tried. */
@NullMarked
package com.parkhold.notification.config;

import org.jspecify.annotations.NullMarked;
