/** The operator's calls over HTTP. */
@NullMarked
package com.parkhold.inventory.operating.web;

import org.jspecify.annotations.NullMarked;
