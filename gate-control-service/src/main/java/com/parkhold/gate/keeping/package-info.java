/** Which instance keeps a lot: drives its barriers, watches its loops, and knows who stands at its lanes. */
@NullMarked
package com.parkhold.gate.keeping;

import org.jspecify.annotations.NullMarked;
