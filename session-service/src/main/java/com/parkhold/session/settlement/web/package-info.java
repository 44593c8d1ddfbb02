/** The question of a gate at which a car stands. */
@NullMarked
package com.parkhold.session.settlement.web;

import org.jspecify.annotations.NullMarked;
