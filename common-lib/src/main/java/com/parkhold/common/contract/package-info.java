/** The words that services exchange: events, internal requests and answers, lot documents. JDK types only; JSON guarded by approved samples. */
@NullMarked
package com.parkhold.common.contract;

import org.jspecify.annotations.NullMarked;
