/** What the tests of every service share: real servers, an issuer, a clock that moves when told to. */
@NullMarked
package com.parkhold.testing;

import org.jspecify.annotations.NullMarked;
