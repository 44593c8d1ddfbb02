/** Sessions as operators see them. */
@NullMarked
package com.parkhold.session.stay.web;

import org.jspecify.annotations.NullMarked;
