@NullMarked
package com.parkhold.local.mailbox;

import org.jspecify.annotations.NullMarked;
