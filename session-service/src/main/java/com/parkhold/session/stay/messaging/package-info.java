/** What gates and inventory say about stays. */
@NullMarked
package com.parkhold.session.stay.messaging;

import org.jspecify.annotations.NullMarked;
