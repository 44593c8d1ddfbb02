/** What the gateway publishes as the contract, held against what the services are written to answer, and do answer. */
@NullMarked
package com.parkhold.system.contract;

import org.jspecify.annotations.NullMarked;
