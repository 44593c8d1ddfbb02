/** E-mail over SMTP. */
@NullMarked
package com.parkhold.notification.email;

import org.jspecify.annotations.NullMarked;
