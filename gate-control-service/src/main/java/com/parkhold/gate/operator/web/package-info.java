/** Lanes as operators see, set and override them; gate events; the exception queue. */
@NullMarked
package com.parkhold.gate.operator.web;

import org.jspecify.annotations.NullMarked;
