/** What happens to every request on its way through. */
@NullMarked
package com.parkhold.gateway.web;

import org.jspecify.annotations.NullMarked;
