/** What an operator does with a lot and sees of it. */
@NullMarked
package com.parkhold.inventory.operating;

import org.jspecify.annotations.NullMarked;
